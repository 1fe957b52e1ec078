// The term names of DPV 2.3 (w3id.org/dpv), by the role that they may play. The
// test compares them with the vocabulary's own tables.
#include "receipt/dpvterms.h"

#include <algorithm>
#include <array>
#include <map>

namespace assent::dpv {
namespace {

struct Group
{
    TermKind kind;
    std::string_view prefix;
    std::string_view names;
};

constexpr Group kGroups[] = {
    {TermKind::Purpose, "dpv",
        "AcademicResearch AccountManagement Advertising AgeVerification CombatClimateChange CommercialPurpose "
        "CommercialResearch CommunicationForCustomerCare CommunicationManagement CounterMoneyLaundering Counterterrorism "
        "CustomerCare CustomerClaimsManagement CustomerManagement CustomerOrderManagement CustomerRelationshipManagement "
        "CustomerSolvencyMonitoring DataAltruism DataAvailabilityAssessment DataGovernance DataInteroperabilityAssessment "
        "DataInteroperabilityImprovement DataInteroperabilityManagement DataInventoryManagement DataQualityAssessment "
        "DataQualityImprovement DataQualityManagement DataSecurityManagement DataSuitabilityAssessment DeliveryOfGoods "
        "DirectMarketing DisputeManagement EnforceAccessControl EnforceSecurity EstablishContractualAgreement "
        "FraudPreventionAndDetection FulfilmentOfContractualObligation FulfilmentOfObligation HumanResourceManagement "
        "IdentityAuthentication IdentityVerification ImproveExistingProductsAndServices ImproveHealthcare "
        "ImproveInternalCRMProcesses ImprovePublicServices ImproveTransportMobility IncreaseServiceRobustness "
        "InternalResourceOptimisation LegalCompliance MaintainFraudDatabase Marketing MemberPartnerManagement "
        "MetadataManagement MisusePreventionAndDetection NonCommercialPurpose NonCommercialResearch OptimisationForConsumer "
        "OptimisationForController OptimiseUserInterface OrganisationComplianceManagement OrganisationGovernance "
        "OrganisationRiskManagement PaymentManagement Personalisation PersonalisedAdvertising PersonalisedBenefits "
        "PersonnelBehaviourMonitoring PersonnelHiring PersonnelManagement PersonnelMonitoring PersonnelOffboarding "
        "PersonnelOnboarding PersonnelPayment PersonnelPerformanceEvaluation PersonnelPerformanceManagement "
        "PersonnelPerformanceMonitoring PersonnelPerformancePrediction PersonnelPromotionManagement "
        "PersonnelTerminationManagement PersonnelWorkloadManagement PoliticalCampaign ProtectionOfIPR "
        "ProtectionOfNationalSecurity ProtectionOfPublicSecurity ProvideEventRecommendations ProvideOfficialStatistics "
        "ProvidePersonalisedRecommendations ProvideProductRecommendations PublicBenefit PublicPolicyMaking PublicRelations "
        "Purpose RecordManagement RecruitmentAdvertising RecruitmentApplicantBackgroundCheck "
        "RecruitmentApplicantCriminalBackgroundCheck RecruitmentApplicantInformationAuthentication "
        "RecruitmentApplicantSelection RecruitmentApplicationAnalysis RecruitmentApplicationManagement "
        "RecruitmentApplicationScreening RecruitmentInterviewAnalysis RecruitmentInterviewAssessment "
        "RecruitmentInterviewManagement RecruitmentInterviewScheduling RecruitmentManagement RecruitmentTargetedAdvertising "
        "RepairImpairments RequestedServiceProvision ResearchAndDevelopment RightsFulfilment ScientificResearch "
        "SearchFunctionalities SellDataToThirdParties SellInsightsFromData SellProducts SellProductsToDataSubject "
        "ServiceAccessDetermination ServiceManagement ServiceMonitoring ServiceOptimisation ServicePersonalisation "
        "ServiceProvision ServiceRegistration ServiceUsageAnalytics SocialMediaMarketing TargetedAdvertising "
        "TechnicalServiceProvision UserInterfacePersonalisation VendorManagement VendorPayment VendorRecordsManagement "
        "VendorSelectionAssessment Verification"},
    {TermKind::LegalBasis, "dpv",
        "B2B2CContract B2BContract B2CContract C2BContract C2CContract Consent ConsumerStandardFormContract Contract "
        "ContractByDomain ContractByEntityType ContractByNegotiationType ContractPerformance ControllerDataSubjectAgreement "
        "ControllerProcessorAgreement DataControllerContract DataProcessingAgreement DataProcessorContract DataSubjectContract "
        "DataTransferLegalBasis DistributionAgreement EULA EmploymentContract EnterIntoContract ExplicitlyExpressedConsent "
        "ExpressedConsent G2BContract G2CContract G2GContract ImpliedConsent InformedConsent JointDataControllersAgreement "
        "LegalBasis LegalObligation LegitimateInterest LegitimateInterestOfController LegitimateInterestOfDataSubject "
        "LegitimateInterestOfThirdParty LicenseAgreement NegotiatedContract OfficialAuthorityOfController "
        "ProviderStandardFormContract PublicInterest RightsFulfilment ServiceLevelAgreement StandardFormContract "
        "SubProcessorAgreement ThirdPartyAgreement ThirdPartyContract UninformedConsent VitalInterest "
        "VitalInterestOfDataSubject VitalInterestOfNaturalPerson"},
    {TermKind::LegalBasis, "eu-gdpr",
        "A45-3 A46-2-a A46-2-b A46-2-c A46-2-d A46-2-e A46-2-f A46-3-a A46-3-b A49-1-a A49-1-b A49-1-c A49-1-d A49-1-e A49-1-f "
        "A49-1-g A49-2 A6-1-a A6-1-a-explicit-consent A6-1-a-non-explicit-consent A6-1-b A6-1-b-contract-performance "
        "A6-1-b-enter-into-contract A6-1-c A6-1-d A6-1-d-data-subject A6-1-d-natural-person A6-1-e A6-1-e-official-authority "
        "A6-1-e-public-interest A6-1-f A6-1-f-controller A6-1-f-third-party A9-2-a A9-2-b A9-2-c A9-2-d A9-2-e A9-2-f A9-2-g "
        "A9-2-h A9-2-i A9-2-j AdHocContractualClauses AdequacyDecision Consent SCCByCommission SCCBySupervisoryAuthority "
        "StandardContractualClauses"},
    {TermKind::ConsentStatus, "dpv",
        "ConsentExpired ConsentGiven ConsentInvalidated ConsentRefused ConsentRequestDeferred ConsentRequested ConsentRevoked "
        "ConsentUnknown ConsentWithdrawn RenewedConsentGiven"},
    {TermKind::InterestStatus, "dpv",
        "LegitimateInterestInformed LegitimateInterestNotObjected LegitimateInterestObjected LegitimateInterestStatus "
        "LegitimateInterestUninformed"},
    {TermKind::Processing, "dpv",
        "Access Acquire Adapt Aggregate Align Alter Analyse Anonymise Assess Collect Combine Consult Copy CrossBorderTransfer "
        "Delete Derive Destruct Disclose DiscloseByTransmission Display Disseminate Download Erase Export Filter Format "
        "Generate Infer MakeAvailable Match Modify Monitor Move Observe Obtain Organise Processing Profiling Pseudonymise Query "
        "Record Reformat Remove Restrict Retrieve Screen Share Store Structure Tracking TrackingByFirstParty "
        "TrackingByThirdParty Transfer Transform Transmit Use"},
    {TermKind::Processing, "eu-gdpr",
        "CrossBorderProcessing Processing Profiling"},
    {TermKind::PersonalData, "dpv",
        "CollectedPersonalData ContextuallyAnonymisedData DerivedPersonalData GeneratedPersonalData IdentifyingPersonalData "
        "InferredPersonalData ObservedPersonalData PersonalData ProvidedPersonalData PseudonymisedData SensitivePersonalData "
        "SpecialCategoryPersonalData"},
    {TermKind::PersonalData, "pd",
        "Accent AccountIdentifier Acquaintance Age AgeExact AgeRange ApartmentOwned Association Attitude Authenticating "
        "AuthenticationHistory BankAccount Behavioural Biometric BirthCountry BirthDate BirthPlace BloodType BrowserFingerprint "
        "BrowserHistory BrowsingBehaviour BrowsingReferral CallLog CarOwned Character Citizenship City Communication "
        "CommunicationsMetadata Connection Contact Country Credit CreditCapacity CreditCardNumber CreditRecord CreditScore "
        "CreditStanding CreditWorthiness Criminal CriminalCharge CriminalConviction CriminalOffence CriminalPardon "
        "CurrentEmployment CurrentLocation DNACode Demeanour Demographic DeviceApplications DeviceBased DeviceOperatingSystem "
        "DeviceSoftware Dialect DigitalFingerprint Disability DisciplinaryAction Dislike Divorce Domicile DrugTestResult "
        "Education EducationExperience EducationQualification EducationTraining EmailAddress EmailAddressPersonal "
        "EmailAddressWork EmailContent Emotion EmploymentHistory EthnicOrigin Ethnicity External FacialExpression FacialPrint "
        "Family FamilyHealthHistory FamilyStructure Favourite FavouriteColour FavouriteFood FavouriteMusic Fetish Financial "
        "FinancialAccount FinancialAccountNumber FinancialStatus Fingerprint Friend GPSCoordinate Gender GeneralReputation "
        "Genetic Geographic GroupMembership GroupProfile HairColour Health HealthHistory HealthRecord Height Historical "
        "HomeLocation HouseNumber HouseOwned Household IPAddress Identifier Identifying Income IncomeBracket "
        "IndividualHealthHistory IndividualProfile Insurance Intention Interaction Interest Internal Job KnowledgeBelief "
        "Language LifeHistory Like LinkClicked LoanRecord Locality Location MACAddress MaritalStatus Marriage MedicalHealth "
        "MentalHealth Mood Name Nationality OfficialID Offspring Opinion Ownership PINCode Parent Passport Password "
        "PastEmployment PaymentCard PaymentCardExpiry PaymentCardNumber PerformanceAtWork PersonalDocuments PersonalPossession "
        "Personality PhilosophicalBelief PhysicalAddress PhysicalCharacteristic PhysicalHealth PhysicalTrait Picture Piercing "
        "PoliticalAffiliation PoliticalOpinion PostalCode Preference Prescription PrivacyPreference Proclivity Professional "
        "ProfessionalCertification ProfessionalEvaluation ProfessionalExperience ProfessionalInterview ProfessionalTraining "
        "Profile PublicLife PubliclyAvailableSocialMedia Purchase PurchasesAndSpendingHabit Race Reference Region Relationship "
        "Reliability Religion ReligiousBelief Residency Retina RoomNumber Salary Sale School SecretText "
        "ServiceConsumptionBehaviour Sexual SexualHistory SexualPreference Sibling SkinTone Social SocialBehaviour SocialMedia "
        "SocialMediaCommunication SocialNetwork SocialStatus Street TVViewingBehaviour Tattoo Tax TechnicalKnowledge "
        "TelephoneNumber Thought Tracking TradeUnionMembership Transaction Transactional TravelHistory UID UserAgent Username "
        "VehicalLicenseNumber VehicalLicenseRegistration Vehicle VehicleLicense VehicleUsage VoiceCommunicationRecording "
        "VoiceMail Vulnerability Weight WorkEnvironment WorkExperience WorkHistory WorkLocation"},
    {TermKind::PersonalData, "eu-gdpr",
        "BiometricData GeneticData HealthData PersonalData"},
    {TermKind::Right, "dpv",
        "ActiveRight DataSubjectRight PassiveRight Right"},
    {TermKind::Right, "eu-gdpr",
        "A13 A14 A15 A16 A17 A18 A19 A20 A21 A22 A22-3-a A22-3-b A22-3-c A7-3 A77 A78 A79"},
    {TermKind::Entity, "dpv",
        "AcademicScientificOrganisation Adult Agent AmbulanceProvider Applicant AsylumSeeker Authority CharityOrganisation "
        "Child Citizen Client Clinic Consumer Customer DataController DataExporter DataImporter DataProcessor "
        "DataProtectionAuthority DataProtectionOfficer DataSubProcessor DataSubject EducationalOrganisation ElderlyDataSubject "
        "ElderlyHuman EmergencyHealthcareProvider EmergencyServiceProvider Employee Entity FireDepartment ForProfitOrganisation "
        "GovernmentalOrganisation GuardianOfDataSubject GuardianOfHuman HealthcareOrganisation Hospital HumanSubject Immigrant "
        "IndustryConsortium InternationalOrganisation JobApplicant JointDataControllers JudicialOrganisation "
        "LawEnforcementOrganisation LegalAgent LegalEntity Member MentallyVulnerableDataSubject MentallyVulnerableHuman "
        "NationalAuthority NaturalPerson NonCitizen NonGovernmentalOrganisation NonProfitOrganisation Organisation "
        "OrganisationalUnit ParentLegalEntity ParentOfDataSubject ParentOfHuman Participant Patient PrivateSectorBody "
        "PublicSectorBody Recipient RegionalAuthority ReligiousAssociations Representative SMEOrganisation ServiceConsumer "
        "ServiceProvider StartupOrganisation Student Subscriber SubsidiaryLegalEntity SupraNationalAuthority ThirdParty Tourist "
        "User Visitor VulnerableDataSubject VulnerableHuman"},
    {TermKind::Entity, "eu-gdpr",
        "ConcernedSupervisoryAuthority Controller DataProtectionAuthority DataSubject Establishment InternationalOrganisation "
        "LeadSupervisoryAuthority LocalSupervisoryAuthority MainEstablishment Processor Recipient Representative "
        "SingleEstablishment ThirdParty"},
    {TermKind::Duration, "dpv",
        "Duration EndlessDuration FixedOccurrencesDuration IndeterminateDuration ProcessingDuration StorageDuration "
        "TemporalDuration UntilEventDuration UntilTimeDuration"},
    {TermKind::Notice, "dpv",
        "AINotice ConsentNotice DashboardNotice DataBreachNotice DataTransferNotice DeviceNotice GraphicalNotice JITNotice "
        "LayeredNotice Notice OralNotice PostedNotice PrintedNotice PrivacyNotice RightExerciseNotice RightFulfilmentNotice "
        "RightNonFulfilmentNotice RightNotice SecurityIncidentNotice"},
    {TermKind::Notice, "eu-gdpr",
        "ControllerBreachNotice DPABreachInitialNotice DPABreachNotice DPABundledBreachNotice DPAPhasedBreachNotice "
        "DataBreachNotice DataSubjectBreachNotice DirectDataCollectionNotice IndirectDataCollectionNotice ProcessorBreachNotice "
        "RightsRecipientsNotice SARNotice"},
    {TermKind::Control, "dpv",
        "ConsentControl ManageConsent ObtainConsent ProvideConsent ReaffirmConsent RefuseConsent WithdrawConsent"},
    {TermKind::Location, "dpv",
        "City CloudLocation Country EconomicUnion HybridPublicPrivateSpace InverseJurisdiction Jurisdiction LocalLocation "
        "Location LocationLocality PersonalSpace PrivateCommunalSpace PrivateLocation PrivateSpace PrivatelyOperatedPublicSpace "
        "PrivatelyOwnedPublicSpace PrivatelyOwnedSpace ProcessingLocation PublicLocation PublicSpace PubliclyAccessibleSpace "
        "PubliclyOwnedSpace Region RemoteLocation SemiPrivateSpace StorageLocation SupraNationalUnion ThirdCountry WithinDevice "
        "WithinPhysicalEnvironment WithinVirtualEnvironment"},
    {TermKind::Location, "pd",
        "BirthCountry BirthPlace City Country CurrentLocation Domicile GPSCoordinate HomeLocation HouseNumber Locality Location "
        "PhysicalAddress PostalCode Region Residency RoomNumber Street TravelHistory WorkLocation"},
    {TermKind::Storage, "dpv",
        "StorageCondition StorageDeletion StorageDuration StorageLocation StorageRestoration"},
    {TermKind::Necessity, "dpv",
        "Necessity NotRequired Optional Required"},
    {TermKind::Property, "dpv",
        "hasActiveEntity hasActivityStatus hasAddress hasAlgorithmicLogic hasApplicability hasApplicableLaw hasAssessment "
        "hasAuditStatus hasAuthority hasAutomationLevel hasComplianceStatus hasConformanceStatus hasConsentControl "
        "hasConsentStatus hasConsequence hasConsequenceOn hasContact hasContext hasContractControl hasContractStatus "
        "hasContractualClause hasContractualFulfilmentStatus hasCountry hasData hasDataController hasDataExporter "
        "hasDataImporter hasDataProcessor hasDataProtectionOfficer hasDataSource hasDataSubject hasDataSubjectScale "
        "hasDataVolume hasDeterrence hasDuration hasEntity hasEntityControl hasEntityInvolvement hasExpectation hasFee "
        "hasFrequency hasFulfilmentStatus hasGeographicCoverage hasHumanInvolvement hasHumanSubject hasIdentifier hasImpact "
        "hasImpactAssessment hasImpactOn hasImportance hasIndicationMethod hasInformedStatus hasIntention "
        "hasInverseJurisdiction hasInvolvement hasJointDataControllers hasJurisdiction hasJustification hasLawfulness "
        "hasLegalBasis hasLegalMeasure hasLikelihood hasLocation hasName hasNecessity hasNonInvolvedEntity "
        "hasNonPersonalDataProcess hasNotice hasNoticeIcon hasNoticeLayer hasNoticeStatus hasNotificationStatus hasObligation "
        "hasOrganisationalMeasure hasOrganisationalUnit hasOutcome hasParty hasPassiveEntity hasPermission hasPersonalData "
        "hasPersonalDataHandling hasPersonalDataProcess hasPhysicalMeasure hasPolicy hasProcess hasProcessing "
        "hasProcessingCondition hasProcessingScale hasProhibition hasPurpose hasRecipient hasRecipientDataController "
        "hasRecipientThirdParty hasRecommendation hasRecordOfActivity hasRelationWithDataSubject hasRepresentative "
        "hasRequestStatus hasResidualRisk hasResponsibleEntity hasReuseCompatibility hasRight hasRisk hasRiskAssessment "
        "hasRiskLevel hasRule hasScale hasScope hasSector hasSensitivityLevel hasService hasServiceConsumer hasServiceProvider "
        "hasSeverity hasStatus hasStorageCondition hasSubsidiary hasTechnicalMeasure hasTechnicalOrganisationalMeasure "
        "hasThirdCountry hasThirdParty hasUncategorisedData hasUnstructuredData isAfter isApplicableFor isAuthorityFor isBefore "
        "isDeterminedByEntity isDuring isExercisedAt isImplementedByEntity isImplementedUsingTechnology isIndicatedAtTime "
        "isIndicatedBy isMitigatedByMeasure isNotApplicableFor isOrganisationalUnitOf isOutsideOfLocation isPolicyFor "
        "isRepresentativeFor isResidualRiskOf isSubsidiaryOf mitigatesRisk supportsComplianceWith"},
    {TermKind::Property, "eu-gdpr",
        "hasConcernedSA hasEstablishment hasLeadSA hasLocalSA hasMainEstablishment isMainEstablishmentFor"},
    {TermKind::Other, "dpv",
        "AIGovernance AILiteracy AcceptContract AcceptableRule AcceptableUsePolicy AccessControlMethod ActivelyInvolved "
        "ActivityCompleted ActivityHalted ActivityMonitoring ActivityNotCompleted ActivityOngoing ActivityPlanned "
        "ActivityProposed ActivityStatus AlgorithmicLogic Anonymisation AnonymisedData Applicability ApprovalProcedure "
        "Assessment AssetManagementProcedures AssistiveAutomation AsymmetricCryptography AsymmetricEncryption Audit "
        "AuditApproved AuditConditionallyApproved AuditNotRequired AuditRejected AuditRequested AuditRequired AuditStatus "
        "Authentication-ABC Authentication-PABC AuthenticationProtocols AuthorisationProcedure AuthorisationProtocols "
        "AuthorityInformed AuthorityUninformed AutomatedDecisionMaking AutomatedScoringOfIndividuals AutomationLevel Autonomous "
        "BackgroundChecks BiometricAuthentication CannotChallengeProcess CannotChallengeProcessInput "
        "CannotChallengeProcessOutput CannotCorrectProcess CannotCorrectProcessInput CannotCorrectProcessOutput "
        "CannotObjectToProcess CannotOptInToProcess CannotOptOutFromProcess CannotReverseProcessEffects "
        "CannotReverseProcessInput CannotReverseProcessOutput CannotWithdrawFromProcess Certification CertificationSeal "
        "ChallengingProcess ChallengingProcessInput ChallengingProcessOutput CodeOfConduct CollectedData "
        "CommerciallyConfidentialData CompatibilityUnknown ComplianceAssessment ComplianceIndeterminate ComplianceMonitoring "
        "ComplianceStatus ComplianceUnknown ComplianceViolation Compliant ConditionalAutomation ConfidentialData "
        "ConfidentialityAgreement ConformanceAssessment ConformanceStatus Conformant ConsentManagement ConsentReceipt "
        "ConsentRecord Consequence ConsequenceAsSideEffect ConsequenceOfFailure ConsequenceOfSuccess Consultation "
        "ConsultationWithAuthority ConsultationWithDPO ConsultationWithDataSubject ConsultationWithDataSubjectRepresentative "
        "Context ContinuousFrequency ContractActivationStatus ContractActive ContractAmended ContractAmendmentClause "
        "ContractApproved ContractBeingPerformed ContractBreached ContractConfidentialityClause ContractControl "
        "ContractDefinitions ContractDisputeResolutionClause ContractDisputed ContractDrafted ContractExecutionStatus "
        "ContractExpired ContractExtended ContractFulfilled ContractFulfilmentStatus ContractFullyExecuted ContractFullySigned "
        "ContractInactive ContractJurisdictionClause ContractNegotiated ContractNotFulfilled ContractOffered "
        "ContractPartiallyFulfilled ContractPartiallySigned ContractPerformanceStatus ContractPreamble "
        "ContractPreparationStatus ContractRejected ContractRenewed ContractSignedByParty ContractStatus "
        "ContractTemporarilySuspended ContractTerminated ContractTerminationClause ContractTerminationStatus "
        "ContractUnderNegotiation ContractUnderReview ContractViolated ContractualClause ContractualClauseFulfilled "
        "ContractualClauseFulfilmentStatus ContractualClauseNotFulfilled ContractualClausePartiallyFulfilled "
        "ContractualClauseViolated ContractualTerms ControllerInformed ControllerUninformed CorrectingProcess "
        "CorrectingProcessInput CorrectingProcessOutput CredentialManagement CryptographicAuthentication "
        "CryptographicKeyManagement CryptographicMethods CybersecurityAssessment CybersecurityTraining DPIA Data "
        "DataBackupProtocols DataBreachImpactAssessment DataBreachNotification DataBreachRecord DataControllerDataSource "
        "DataDeletionPolicy DataErasurePolicy DataHandlingClause DataJurisdictionPolicy DataLiteracy DataProcessingPolicy "
        "DataProcessingRecord DataProtectionTraining DataPublishedByDataSubject DataRedaction DataRestorationPolicy "
        "DataReusePolicy DataSanitisationTechnique DataSource DataStoragePolicy DataSubjectDataSource DataSubjectInformed "
        "DataSubjectRightsManagement DataSubjectScale DataSubjectUninformed DataTransferImpactAssessment DataTransferRecord "
        "DataVolume DecentralisedLocations DecisionMaking Deidentification DerivedData DesignStandard "
        "DeterministicPseudonymisation Deterrence DeterrenceFollowed DeterrenceNotFollowed DifferentialPrivacy DigitalLiteracy "
        "DigitalRightsManagement DigitalSignatures DisasterRecoveryProcedures DistributedSystemSecurity "
        "DocumentRandomisedPseudonymisation DocumentSecurity EducationalTraining EffectivenessDeterminationProcedures "
        "Encryption EncryptionAtRest EncryptionInTransfer EncryptionInUse EndToEndEncryption EntityActiveInvolvement "
        "EntityInformed EntityInformedStatus EntityIntendedInvolvement EntityInvolved EntityInvolvement EntityInvolvementStatus "
        "EntityNonInvolvement EntityNonPermissiveInvolvement EntityNotInvolved EntityPassiveInvolvement "
        "EntityPermissiveInvolvement EntityUninformed EntityUnintendedInvolvement EnvironmentalProtection "
        "EvaluationOfIndividuals EvaluationScoring ExpectationStatus Expected FRIA FailSafeProtocols FederatedLocations "
        "FeeNotRequired FeeRequired FeeRequirement FileSystemSecurity FixedLocation FixedMultipleLocations "
        "FixedSingularLocation Frequency FullAutomation FullyRandomisedPseudonymisation GeneratedData GeographicCoverage "
        "GlobalScale GovernanceProcedures Guideline GuidelinesPrinciple HardwareSecurityProtocols HashFunctions "
        "HashMessageAuthenticationCode HighAutomation HomomorphicEncryption HugeDataVolume HugeScaleOfDataSubjects "
        "HumanInvolved HumanInvolvement HumanInvolvementForControl HumanInvolvementForDecision HumanInvolvementForInput "
        "HumanInvolvementForIntervention HumanInvolvementForOversight HumanInvolvementForVerification HumanNotInvolved "
        "HumanOversight IPRManagement IdentityManagementMethod Impact ImpactAssessment Importance IncidentManagementProcedures "
        "IncidentReportingCommunication IncorrectData InferredData InformationAudit InformationFlowControl "
        "InformationSecurityPolicy InnovativeUseOfExistingTechnology InnovativeUseOfNewTechnologies InnovativeUseOfTechnology "
        "IntellectualPropertyData Intended IntentionStatus IntrusionDetectionSystem InvolvementStatus Justification "
        "LargeDataVolume LargeScaleOfDataSubjects LargeScaleProcessing Law Lawful Lawfulness LawfulnessUnknown LegalAgreement "
        "LegalComplianceAssessment LegalComplianceAudit LegalMeasure LegalObligationCompleted LegalObligationOngoing "
        "LegalObligationPending LegalObligationStatus LegitimateInterestAssessment Likelihood LocalEnvironmentScale "
        "LocalityScale LocationFixture LoggingPolicy ManagementStandard MediumDataVolume MediumScaleOfDataSubjects "
        "MediumScaleProcessing MessageAuthenticationCodes MobilePlatformSecurity MonitoringPolicy "
        "MonotonicCounterPseudonymisation MultiFactorAuthentication MultiNationalScale NDA NationalScale NearlyGlobalScale "
        "NegotiateContract NetworkProxyRouting NetworkSecurityProtocols NonCompliant NonConformant NonPersonalData "
        "NonPersonalDataProcess NonPublicDataSource NotApplicable NotAutomated NotAvailable NotInvolved NoticeCommunicated "
        "NoticeGenerated NoticeIcon NoticeLatest NoticeLayer NoticeStale NoticeStatus NoticeUnused NoticeUpdated NoticeUsed "
        "Notification NotificationCompleted NotificationFailed NotificationNotNeeded NotificationOngoing NotificationPlanned "
        "NotificationStatus ObjectingToProcess Obligation ObligationFulfilled ObligationUnfulfilled ObligationViolated "
        "ObservedData OfferContract OfficialAuthorityExerciseCompleted OfficialAuthorityExerciseOngoing "
        "OfficialAuthorityExercisePending OfficialAuthorityExerciseStatus OftenFrequency OperatingSystemSecurity "
        "OptingInToProcess OptingOutFromProcess OrganisationalMeasure PIA PartialAutomation PartiallyCompliant "
        "PassivelyInvolved PasswordAuthentication PenetrationTestingMethods Permission PermissionManagement "
        "PermissionNotUtilised PermissionUtilised PersonalDataAudit PersonalDataHandling PersonalDataProcess "
        "PhysicalAccessControlMethod PhysicalAuthentication PhysicalAuthorisation PhysicalDeviceSecurity "
        "PhysicalInterceptionProtection PhysicalInterruptionProtection PhysicalMeasure PhysicalNetworkSecurity "
        "PhysicalSecureStorage PhysicalSupplySecurity PhysicalSurveillance Policy PostQuantumCryptography PrimaryImportance "
        "PrimaryUse Principle PrivacyByDefault PrivacyByDesign PrivacyPreservingProtocol PrivateInformationRetrieval Process "
        "ProcessingCondition ProcessingContext ProcessingScale ProfessionalConfidentialData ProfessionalTraining Prohibition "
        "ProhibitionUnviolated ProhibitionViolated ProvidedData Pseudonymisation PublicDataSource PublicInterestCompleted "
        "PublicInterestObjected PublicInterestOngoing PublicInterestPending PublicInterestStatus PublicRegisterOfEntities "
        "QuantumCryptography RNGPseudonymisation ROPA RandomLocation RecertificationPolicy RecipientInformed "
        "RecipientUninformed Recommendation RecommendationFollowed RecommendationNotFollowed RecordsOfActivities RefuseContract "
        "RegionalScale RegulatorySandbox RequestAccepted RequestAcknowledged RequestActionDelayed RequestFulfilled "
        "RequestInitiated RequestRejected RequestRequiredActionPerformed RequestRequiresAction RequestStatus RequestStatusQuery "
        "RequestUnfulfilled ResidualRisk ReuseCompatibility ReversingProcessEffects ReversingProcessInput "
        "ReversingProcessOutput ReviewImpactAssessment ReviewProcedure RightExerciseActivity RightExerciseRecord "
        "RightsImpactAssessment RightsManagement Risk RiskAssessment RiskConcept RiskLevel RiskMitigationMeasure Rule "
        "RuleFulfilled RuleFulfilmentStatus RuleUnfulfilled RuleViolated Safeguard SafeguardForDataTransfer Scale Scope "
        "ScoringOfIndividuals Seal SecondaryImportance SecondaryUse SecretSharingSchemes Sector SecureMultiPartyComputation "
        "SecureProcessingEnvironment SecurityAssessment SecurityAudit SecurityIncidentNotification SecurityIncidentRecord "
        "SecurityKnowledgeTraining SecurityMethod SecurityProcedure SecurityRoleProcedures SensitiveData "
        "SensitiveNonPersonalData SensitivityLevel Service Severity SingleSignOn SingularDataVolume SingularFrequency "
        "SingularScaleOfDataSubjects SmallDataVolume SmallScaleOfDataSubjects SmallScaleProcessing SporadicDataVolume "
        "SporadicFrequency SporadicScaleOfDataSubjects StaffTraining Standard StandardsConformance "
        "StatisticalConfidentialityAgreement StatisticallyConfidentialData Status SupportContractNegotiation "
        "SupportEntityDecisionMaking SupportExchangeOfViews SupportInformedConsentDecision SymmetricCryptography "
        "SymmetricEncryption SyntheticData SystematicMonitoring TechnicalMeasure TechnicalOrganisationalMeasure "
        "TechnicalStandard Technology TerminateContract TermsOfService ThirdPartyDataSource ThirdPartySecurityProcedures "
        "TrustedComputing TrustedExecutionEnvironment UnacceptableRule UncategorisedData Unexpected Unintended "
        "UnknownApplicability Unlawful UnstructuredData UnverifiedData UsageControl UseSyntheticData VariableLocation "
        "VerifiedData VirtualisationSecurity VitalInterestCompleted VitalInterestObjected VitalInterestOngoing "
        "VitalInterestPending VitalInterestStatus VulnerabilityTestingMethods WebBrowserSecurity WebSecurityProtocols "
        "WirelessSecurityProtocols WithdrawingFromProcess ZeroKnowledgeAuthentication"},
    {TermKind::Other, "eu-gdpr",
        "A13-Denied A13-Eroded A13-ExercisePrevented A13-Impact A13-Limited A13-Obstructed A13-Unfulfilled A13-Violated "
        "A14-Impact A15-Impact A16-Impact A17-Impact A18-Impact A19-Impact A20-Impact A21-Impact A22-Impact A7-3-Impact "
        "A77-Impact AccountabilityPrinciple AccuracyPrinciple AvailabilityBreach BalancingTest BindingCorporateRules "
        "BreachNotificationNotNeeded CertificationMechanismsForDataTransfers CodesOfConductForDataTransfers "
        "ConfidentialityBreach ControllerBreachNotificationNeeded CrossBorderDataBreach DBIAIndicatesHighRisk "
        "DBIAIndicatesLowRisk DBIAIndicatesNoRisk DBIARiskStatus DPABreachNotificationNeeded DPIAConformant DPIAConformity "
        "DPIAIndicatesHighRisk DPIAIndicatesLowRisk DPIAIndicatesNoRisk DPIANecessityAssessment DPIANecessityStatus "
        "DPIANonConformant DPIANotRequired DPIAOutcome DPIAOutcomeDPAConsultation DPIAOutcomeHighResidualRisk "
        "DPIAOutcomeRisksAcceptable DPIAOutcomeRisksMitigated DPIAOutcomeStatus DPIAProcedure DPIAProcessingRecommendation "
        "DPIARecommendsProcessingContinue DPIARecommendsProcessingNotContinue DPIARequired DPIARiskStatus DataBreach "
        "DataBreachConcludingReport DataBreachDetectionReport DataBreachJustification DataBreachNoticeRequirement "
        "DataBreachOngoingReport DataBreachPreliminaryReport DataBreachRegister DataBreachReport DataMinimisationPrinciple "
        "DataSubjectBreachNotificationNeeded DataTransferTool Disproportionate FairnessPrinciple GDPRComplianceUnknown "
        "GDPRCompliant GDPRLawfulness GDPRNonCompliant GDPRRightsImpact InformationSocietyService IntegrityBreach "
        "IntegrityConfidentialityPrinciple JustificationA12Complexity JustificationA12Delay JustificationA12HighVolume "
        "JustificationA12IdentityFailure JustificationA12IdentityRequired JustificationA12InformationRequired "
        "JustificationA12LackOfIntent JustificationA12MaliciousIntent JustificationA12ManifestlyExcessive "
        "JustificationA12ManifestlyUnfounded JustificationA13EntityAlreadyInformed JustificationA14ConfidentialityCompromised "
        "JustificationA14DisproportionateEffort JustificationA14EntityAlreadyInformed JustificationA14FulfilmentImpossible "
        "JustificationA14LegallyExempted JustificationA14ObjectivesImpaired JustificationA17Archiving JustificationA17ChildData "
        "JustificationA17FreedomOfExpression JustificationA17LegalClaims JustificationA17LegalErasure "
        "JustificationA17LegallyRequired JustificationA17NoLegalBasis JustificationA17NonNecessity JustificationA17ObjectA21 "
        "JustificationA17OfficialAuthority JustificationA17PublicHealth JustificationA17PublicInterest "
        "JustificationA17UnlawfulProcessing JustificationA33BreachedDataIneffective JustificationA33DisproportionateEffort "
        "JustificationA33NotificationDelay JustificationA33RiskMitigated JustificationA33RiskUnlikely LawfulnessPrinciple "
        "NecessityAssessment ProcessorBreachNotificationNeeded ProportionalityAssessment ProportionalityStatus Proportionate "
        "Pseudonymisation PurposeCompatibility PurposeCompatibilityAssessment PurposeCompatible PurposeIncompatible "
        "PurposeLimitationPrinciple StorageLimitationPrinciple SuitabilityAssessment SupplementaryMeasure TransparencyPrinciple"},};

using Roles = std::vector<TermKind>;

const std::map<std::string, Roles, std::less<>> &terms()
{
    static const std::map<std::string, Roles, std::less<>> all = [] {
        std::map<std::string, Roles, std::less<>> out;
        for (const Group &group : kGroups) {
            const std::string_view space = group.prefix == "dpv" ? kDpv : group.prefix == "pd" ? kPd : kGdpr;
            for (std::string_view rest = group.names; !rest.empty();) {
                const auto end = std::min(rest.find(' '), rest.size());
                out[std::string(space).append(rest.substr(0, end))].push_back(group.kind);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return out;
    }();
    return all;
}

} // namespace

std::string_view termKindName(TermKind kind)
{
    constexpr std::array<std::string_view, 16> names{"a purpose", "a legal basis", "a consent state",
        "a state of a legitimate interest", "a kind of processing", "a kind of personal data", "a right", "an entity", "a duration",
        "a notice", "a consent control", "a place", "a storage condition", "a necessity", "a property", "something else"};
    return names[static_cast<std::size_t>(kind)];
}

const std::vector<Prefix> &prefixes()
{
    static const std::vector<Prefix> all = {{"dpv", kDpv}, {"pd", kPd}, {"eu-gdpr", kGdpr}, {"dct", kDct}, {"skos", kSkos}, {"rdf", kRdf},
        {"schema", kSchema}, {"xsd", kXsd}, {"assent", kAssent}, {"loc", "https://w3id.org/dpv/loc#"}, {"tech", "https://w3id.org/dpv/tech#"},
        {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"}, {"dcat", "http://www.w3.org/ns/dcat#"}, {"ex", "https://example.com/"}};
    return all;
}

std::string compact(std::string_view iri)
{
    for (const Prefix &prefix : prefixes()) {
        if (iri.size() > prefix.iri.size() && iri.starts_with(prefix.iri) && prefix.name != "ex")
            return std::string(prefix.name) + ":" + std::string(iri.substr(prefix.iri.size()));
    }
    return std::string(iri);
}

bool isCovered(std::string_view iri) { return iri.starts_with(kDpv) || iri.starts_with(kPd) || iri.starts_with(kGdpr); }

bool isTerm(std::string_view iri) { return terms().contains(iri); }

bool isTermOf(std::string_view iri, TermKind kind)
{
    const auto it = terms().find(iri);
    return it != terms().end() && std::find(it->second.begin(), it->second.end(), kind) != it->second.end();
}

std::optional<TermKind> kindOf(std::string_view iri)
{
    const auto it = terms().find(iri);
    return it == terms().end() ? std::nullopt : std::optional(it->second.front());
}

} // namespace assent::dpv
