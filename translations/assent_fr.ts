<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AppShell</name>
    <message>
        <source>Close the side panel</source>
        <translation>Fermer le panneau latéral</translation>
    </message>
</context>
<context>
    <name>AskCard</name>
    <message>
        <source>If you allow it</source>
        <translation>Si vous l’autorisez</translation>
    </message>
    <message>
        <source>If you do not allow it</source>
        <translation>Si vous ne l’autorisez pas</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Décider plus tard</translation>
    </message>
    <message>
        <source>It stays off, and you are not asked again for 30 days.</source>
        <translation>Cela reste non autorisé, et rien ne vous est demandé pendant 30 jours.</translation>
    </message>
    <message>
        <source>You allowed this.</source>
        <translation>Vous l’avez autorisé.</translation>
    </message>
    <message>
        <source>You did not allow this.</source>
        <translation>Vous ne l’avez pas autorisé.</translation>
    </message>
    <message>
        <source>Put off. It stays off, and you are not asked again for 30 days.</source>
        <translation>Reporté. Cela reste non autorisé, et rien ne vous est demandé pendant 30 jours.</translation>
    </message>
</context>
<context>
    <name>AskPage</name>
    <message>
        <source>This is what you are asked. To allow it, press the button again.</source>
        <translation>Voici ce qui vous est demandé. Pour l’autoriser, appuyez à nouveau sur le bouton.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Ce qui a changé</translation>
    </message>
    <message>
        <source>What you are asked</source>
        <translation>Ce qui vous est demandé</translation>
    </message>
    <message>
        <source>You are asked</source>
        <translation>Votre avis est demandé</translation>
    </message>
    <message>
        <source>Each question stands alone. Both answers take one press, and you can change them later under Choices.</source>
        <translation>Chaque question est indépendante. Les deux réponses demandent un seul appui, et vous pourrez les modifier plus tard sous « Choix ».</translation>
    </message>
    <message>
        <source>Nothing is asked of you now.</source>
        <translation>Rien ne vous est demandé pour l’instant.</translation>
    </message>
    <message>
        <source>See and change choices</source>
        <translation>Voir et modifier les choix</translation>
    </message>
    <message>
        <source>All of them are settled.</source>
        <translation>Tout est réglé.</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) open</source>
        <translation>
            <numerusform>%n question en attente</numerusform>
            <numerusform>%n questions en attente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Your data on this computer is damaged</source>
        <translation>Vos données sur cet ordinateur sont endommagées</translation>
    </message>
    <message>
        <source>Your data cannot be opened</source>
        <translation>Vos données ne peuvent pas être ouvertes</translation>
    </message>
    <message>
        <source>Part of the encrypted store on the disk is not what Assent wrote there, so it was not opened. Nothing was changed.</source>
        <translation>Une partie du coffre chiffré sur le disque n’est pas ce qu’Assent y avait écrit ; il n’a donc pas été ouvert. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Look at what is wrong</source>
        <translation>Voir ce qui ne va pas</translation>
    </message>
</context>
<context>
    <name>ChannelMatrixRow</name>
    <message>
        <source>Not used</source>
        <extracomment>A channel that this recipient does not use</extracomment>
        <translation>Non utilisé</translation>
    </message>
</context>
<context>
    <name>ChoiceCard</name>
    <message>
        <source>Needs your word again</source>
        <translation>Votre décision est à nouveau requise</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>How many of the purpose&apos;s choices are allowed</extracomment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>This happens unless you object. One press is enough, and you need no reason.</source>
        <translation>Cela a lieu sauf si vous vous y opposez. Une pression suffit, sans motif.</translation>
    </message>
</context>
<context>
    <name>ChoicePair</name>
    <message>
        <source>Allow</source>
        <translation>Autoriser</translation>
    </message>
    <message>
        <source>Do not allow</source>
        <translation>Ne pas autoriser</translation>
    </message>
</context>
<context>
    <name>ChoicesPage</name>
    <message>
        <source>What you are asked</source>
        <translation>Ce qui vous est demandé</translation>
    </message>
    <message>
        <source>This is what you are asked. To allow it, press the switch again.</source>
        <translation>Voici ce qui vous est demandé. Pour l’autoriser, appuyez à nouveau sur l’interrupteur.</translation>
    </message>
    <message>
        <source>What %1 may do</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Ce que %1 peut faire</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Choix</translation>
    </message>
    <message>
        <source>Nothing happens without your word. One press allows, one press withdraws.</source>
        <translation>Rien ne se fait sans votre accord. Une pression autorise, une pression retire.</translation>
    </message>
    <message>
        <source>There is nothing to choose here.</source>
        <translation>Il n’y a rien à choisir ici.</translation>
    </message>
    <message>
        <source>Withdraw everything optional</source>
        <translation>Retirer tout ce qui est facultatif</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>Tout replier</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Tout déplier</translation>
    </message>
</context>
<context>
    <name>ClosedPage</name>
    <message>
        <source>These data were kept on this computer only.</source>
        <translation>Ces données n’étaient que sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The organisation&apos;s system has not heard of it yet. It is told as soon as it can be reached; leave Assent open until then.</source>
        <translation>Le système de l’organisation ne le sait pas encore. Il sera prévenu dès qu’il sera joignable ; laissez Assent ouvert jusque-là.</translation>
    </message>
    <message>
        <source>The organisation&apos;s system has erased them too, and tells every computer that it is synced with.</source>
        <translation>Le système de l’organisation les a effacées aussi et en informe chaque ordinateur synchronisé avec lui.</translation>
    </message>
    <message>
        <source>Your account is erased</source>
        <translation>Votre compte est effacé</translation>
    </message>
    <message>
        <source>Everything held about you here was erased: %1.</source>
        <extracomment>%1 is a time, or a date with a time</extracomment>
        <translation>Tout ce qui était conservé ici à votre sujet a été effacé : %1.</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <extracomment>%1 is a short code to quote</extracomment>
        <translation>Référence : %1</translation>
    </message>
    <message>
        <source>What stays is a sealed record that somebody was erased. Nobody can tell from it who it was.</source>
        <translation>Il reste une trace scellée indiquant que quelqu’un a été effacé. Personne ne peut en déduire de qui il s’agit.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Nothing found.</source>
        <translation>Rien n’a été trouvé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <extracomment>How many things were found</extracomment>
        <translation>
            <numerusform>%Ln résultat</numerusform>
            <numerusform>%Ln résultats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ConflictChoice</name>
    <message>
        <source>Different values are held. Choose which is right.</source>
        <translation>Des valeurs différentes sont conservées. Choisissez la bonne.</translation>
    </message>
    <message>
        <source>This is right</source>
        <translation>Celle-ci est juste</translation>
    </message>
</context>
<context>
    <name>ConsentSwitch</name>
    <message>
        <source>Allowed</source>
        <extracomment>State of a choice: the person has allowed it</extracomment>
        <translation>Autorisé</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <extracomment>State of a choice: the person has not allowed it</extracomment>
        <translation>Non autorisé</translation>
    </message>
</context>
<context>
    <name>DeadlineBadge</name>
    <message>
        <source>Paused</source>
        <extracomment>Deadline: the clock is stopped</extracomment>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>À échéance aujourd’hui</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>À échéance demain</translation>
    </message>
    <message>
        <source>Overdue by 1 day</source>
        <translation>En retard de 1 jour</translation>
    </message>
    <message numerus="yes">
        <source>Due in %n days</source>
        <extracomment>%n is always 2 or more</extracomment>
        <translation>
            <numerusform>À échéance dans %n jour</numerusform>
            <numerusform>À échéance dans %n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>En retard de %n jour</numerusform>
            <numerusform>En retard de %n jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>Devices</source>
        <translation>Appareils</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser maintenant</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>[added: %1]</source>
        <translation>[ajouté : %1]</translation>
    </message>
    <message>
        <source>[removed: %1]</source>
        <translation>[supprimé : %1]</translation>
    </message>
</context>
<context>
    <name>EraseCard</name>
    <message>
        <source>Your account is kept. Nothing was erased.</source>
        <translation>Votre compte est conservé. Rien n’a été effacé.</translation>
    </message>
    <message>
        <source>Erase your account?</source>
        <translation>Effacer votre compte ?</translation>
    </message>
    <message>
        <source>You can cancel until %1. After that this cannot be undone.</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>Vous pouvez annuler jusqu’au %1. Ensuite, c’est irréversible.</translation>
    </message>
    <message>
        <source>Assent erases the first time it is open after that. Until then nothing changes.</source>
        <translation>Assent efface à sa première ouverture après cette date. D’ici là, rien ne change.</translation>
    </message>
    <message>
        <source>Sign in again: passphrase or recovery code</source>
        <translation>Identifiez-vous de nouveau : phrase secrète ou code de secours</translation>
    </message>
    <message>
        <source>Sign in with this computer&apos;s keychain</source>
        <translation>S’identifier avec le trousseau de cet ordinateur</translation>
    </message>
    <message>
        <source>Erase account</source>
        <translation>Effacer le compte</translation>
    </message>
    <message>
        <source>Keep account</source>
        <translation>Garder le compte</translation>
    </message>
    <message>
        <source>Your account will be erased after %1</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>Votre compte sera effacé après le %1</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Asked for on</source>
        <translation>Demandé le</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Et maintenant</translation>
    </message>
    <message>
        <source>You can keep the account until then. Assent erases the first time it is open after that, and shows this reference.</source>
        <translation>Jusque-là, vous pouvez garder le compte. Assent efface à sa première ouverture après cette date et affiche cette référence.</translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>There is a problem</source>
        <translation>Un problème est survenu</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>This is no longer there. Nothing was changed.</source>
        <translation>Cet élément n’existe plus. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Something changed in the meantime. Look again and decide anew.</source>
        <translation>Quelque chose a changé entre-temps. Regardez à nouveau et décidez.</translation>
    </message>
    <message>
        <source>This is not permitted. Nothing was changed.</source>
        <translation>Ce n’est pas permis. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Your data is locked. Unlock it and try again.</source>
        <translation>Vos données sont verrouillées. Déverrouillez-les et réessayez.</translation>
    </message>
    <message>
        <source>Part of your data on this computer is damaged. Restore a backup.</source>
        <translation>Une partie de vos données sur cet ordinateur est endommagée. Restaurez une sauvegarde.</translation>
    </message>
    <message>
        <source>This computer could not write or read the data. Check that the disk has free space.</source>
        <translation>Cet ordinateur n’a pas pu écrire ou lire les données. Vérifiez l’espace libre du disque.</translation>
    </message>
    <message>
        <source>The other side could not be reached. It will be tried again.</source>
        <translation>L’autre partie est injoignable. Une nouvelle tentative aura lieu.</translation>
    </message>
    <message>
        <source>The other side gave an answer that was not understood. It will be tried again.</source>
        <translation>L’autre partie a donné une réponse incompréhensible. Une nouvelle tentative aura lieu.</translation>
    </message>
    <message>
        <source>This value cannot be used. Check it and try again.</source>
        <translation>Cette valeur ne peut pas être utilisée. Vérifiez-la et réessayez.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Arrêté. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>This data was written by a newer version of Assent. Update Assent to open it.</source>
        <translation>Ces données proviennent d’une version plus récente d’Assent. Mettez Assent à jour pour les ouvrir.</translation>
    </message>
    <message>
        <source>That passphrase or recovery code is not right. Check capital letters and the keyboard layout.</source>
        <translation>Cette phrase secrète ou ce code de secours n’est pas le bon. Vérifiez les majuscules et la disposition du clavier.</translation>
    </message>
    <message>
        <source>This store has neither a passphrase nor a recovery code. Use the keychain.</source>
        <translation>Ce coffre n’a ni phrase secrète ni code de secours. Utilisez le trousseau.</translation>
    </message>
    <message>
        <source>The keychain shows no key for your data: the entry is missing, or the keychain is still locked. Type your passphrase or recovery code.</source>
        <translation>Le trousseau ne montre aucune clé pour vos données : l’entrée manque, ou le trousseau est encore verrouillé. Saisissez votre phrase secrète ou votre code de secours.</translation>
    </message>
    <message>
        <source>The keychain is locked or refused access, or its key does not fit your data. Type your passphrase or recovery code.</source>
        <translation>Le trousseau est verrouillé ou a refusé l’accès, ou sa clé ne correspond pas à vos données. Saisissez votre phrase secrète ou votre code de secours.</translation>
    </message>
    <message>
        <source>The key in the keychain cannot be read. Type your passphrase or recovery code.</source>
        <translation>La clé du trousseau est illisible. Saisissez votre phrase secrète ou votre code de secours.</translation>
    </message>
    <message>
        <source>The keychain does not answer, or there is none on this computer. Type your passphrase or recovery code.</source>
        <translation>Le trousseau ne répond pas, ou cet ordinateur n’en a pas. Saisissez votre phrase secrète ou votre code de secours.</translation>
    </message>
    <message>
        <source>This looks like a recovery code that was copied wrongly. Compare it with your sheet, group by group.</source>
        <translation>Cela ressemble à un code de secours mal recopié. Comparez-le à votre feuille, groupe par groupe.</translation>
    </message>
    <message>
        <source>This copy is damaged or was changed. Nothing was restored. Choose another copy.</source>
        <translation>Cette sauvegarde est endommagée ou a été modifiée. Rien n’a été restauré. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>Something else is at work on the copies of this store. Nothing was restored. Try again in a moment.</source>
        <translation>Une autre opération est en cours sur les sauvegardes de ce coffre. Rien n’a été restauré. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>This copy is no longer there. Nothing was restored.</source>
        <translation>Cette sauvegarde n’existe plus. Rien n’a été restauré.</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>A copy of my data</source>
        <translation>Une copie de mes données</translation>
    </message>
    <message>
        <source>One ZIP file with everything held about you: readable pages, tables, your choices with their receipts, and a signed list of it all.</source>
        <translation>Un fichier ZIP avec tout ce qui est conservé à votre sujet : pages lisibles, tableaux, vos choix avec leurs reçus, et une liste signée de l’ensemble.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Your data is being collected and sealed.</source>
        <translation>Vos données sont rassemblées et scellées.</translation>
    </message>
    <message>
        <source>Making the copy</source>
        <translation>Création de la copie</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Your copy is ready.</source>
        <translation>Votre copie est prête.</translation>
    </message>
    <message>
        <source>%1. It is %2 in %3.</source>
        <extracomment>%1 is &quot;14 files, 3.2 MB&quot;, %2 a file, %3 a folder</extracomment>
        <translation>%1. C’est %2 dans %3.</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>closes a card</comment>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Make the copy…</source>
        <translation>Créer la copie…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
</context>
<context>
    <name>ExtractPanel</name>
    <message>
        <source>A signed list of what you allowed on one day and what that rests on. Anyone can check it later, without asking anybody.</source>
        <translation>Une liste signée de ce que vous autorisiez un jour donné et de ce sur quoi cela repose. Chacun peut la vérifier plus tard, sans demander à personne.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Year, month and day, such as 2026-03-20</source>
        <extracomment>2026-03-20 stays as it is: that is how the day has to be typed</extracomment>
        <translation>Année, mois et jour, par exemple 2026-03-20</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Enregistrer en PDF</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>Enregistrer en JSON</translation>
    </message>
</context>
<context>
    <name>FactEditor</name>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Enter saves, Esc leaves it as it was.</source>
        <translation>Entrée enregistre, Échap laisse tel quel.</translation>
    </message>
</context>
<context>
    <name>FactPanel</name>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>What other sources say</source>
        <translation>Ce que disent d’autres sources</translation>
    </message>
    <message>
        <source>The same value</source>
        <translation>La même valeur</translation>
    </message>
    <message>
        <source>You can change what you told yourself. This comes from %1.</source>
        <extracomment>Why a fact cannot be changed here: %1 is a source</extracomment>
        <translation>Vous pouvez modifier ce que vous avez déclaré. Ceci provient de : %1.</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>From %1, %2. %3.</source>
        <extracomment>Read out for a fact: %1 is a source, %2 a date, %3 &quot;Kept until 3 May 2027&quot;</extracomment>
        <translation>Source : %1, %2. %3.</translation>
    </message>
    <message>
        <source>For: %1</source>
        <extracomment>What a fact is used for: %1 is &quot;Orders and delivery&quot;</extracomment>
        <translation>Pour : %1</translation>
    </message>
    <message>
        <source>Values differ</source>
        <translation>Valeurs différentes</translation>
    </message>
</context>
<context>
    <name>FindSheet</name>
    <message>
        <source>Find a command, your data, an organisation</source>
        <translation>Trouver une commande, vos données, une organisation</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>This store does not say whose it is</source>
        <translation>Ce coffre n’indique pas à qui il est</translation>
    </message>
    <message>
        <source>Welcome to Assent</source>
        <translation>Bienvenue dans Assent</translation>
    </message>
    <message>
        <source>It is open, but nobody in it is named as the person at this computer.</source>
        <translation>Il est ouvert, mais ne nomme pas la personne qui utilise cet ordinateur.</translation>
    </message>
    <message>
        <source>Assent shows what organisations know about you and what they may do with it. It keeps everything encrypted on this computer. There is no store here yet.</source>
        <translation>Assent montre ce que les organisations savent de vous et ce qu’elles peuvent en faire. Tout est conservé chiffré sur cet ordinateur. Il n’y a pas encore de coffre ici.</translation>
    </message>
    <message>
        <source>Start with an empty store</source>
        <translation>Commencer avec un coffre vide</translation>
    </message>
    <message>
        <source>Or look around with made-up people</source>
        <translation>Ou découvrir avec des personnes fictives</translation>
    </message>
    <message>
        <source>Start Assent with the id of the person</source>
        <translation>Lancer Assent avec l’identifiant de la personne</translation>
    </message>
    <message>
        <source>Run the command in a terminal, then start Assent again.</source>
        <translation>Exécutez la commande dans un terminal, puis relancez Assent.</translation>
    </message>
</context>
<context>
    <name>FlowNode</name>
    <message>
        <source>Comes from: %1</source>
        <translation>Vient de : %1</translation>
    </message>
    <message>
        <source>Leads to: %1</source>
        <translation>Mène à : %1</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>%1 (optional)</source>
        <extracomment>A form label whose field may stay empty: %1 is the label</extracomment>
        <translation>%1 (facultatif)</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
</context>
<context>
    <name>HistoryHeader</name>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>Every change of your choices, with who made it. Nothing is ever removed from this list.</source>
        <translation>Chaque changement de vos choix et son auteur. Rien n’est jamais retiré de cette liste.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all events</comment>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>events that allowed something</comment>
        <translation>Autorisés</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <comment>events that withdrew something</comment>
        <translation>Retirés</translation>
    </message>
    <message>
        <source>By others</source>
        <comment>events by someone else</comment>
        <translation>Par d’autres</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>events not sent yet</comment>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Find in history</source>
        <translation>Chercher dans l’historique</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln événement</numerusform>
            <numerusform>%Ln événements</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Rien n’a encore été enregistré.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Aucun résultat.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>Save an extract…</source>
        <extracomment>A signed list of what was allowed on one day</extracomment>
        <translation>Enregistrer un extrait…</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>En attente d’envoi</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Extrait</translation>
    </message>
</context>
<context>
    <name>HolderCard</name>
    <message>
        <source>Withdraw all of it</source>
        <translation>Tout retirer</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Hello, %1</source>
        <extracomment>%1 is the person&apos;s name</extracomment>
        <translation>Bonjour, %1</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>What %1 may do with your data, and what it did.</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Ce que %1 peut faire de vos données, et ce qui a été fait.</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>À traiter</translation>
    </message>
    <message>
        <source>Nothing needs your attention.</source>
        <translation>Rien ne demande votre attention.</translation>
    </message>
    <message numerus="yes">
        <source>of %n choice(s) allowed</source>
        <extracomment>After a figure: how many choices are allowed, of %n in all</extracomment>
        <translation>
            <numerusform>sur %n choix autorisé</numerusform>
            <numerusform>sur %n choix autorisés</numerusform>
        </translation>
    </message>
    <message>
        <source>See and change choices</source>
        <translation>Voir et modifier les choix</translation>
    </message>
    <message>
        <source>facts about you, %1</source>
        <extracomment>After a figure: how many facts; %1 is &quot;from 3 sources&quot;</extracomment>
        <translation>informations sur vous, %1</translation>
    </message>
    <message>
        <source>See my data</source>
        <translation>Voir mes données</translation>
    </message>
    <message>
        <source>entries in your history</source>
        <translation>entrées dans votre historique</translation>
    </message>
    <message>
        <source>See the history</source>
        <translation>Voir l’historique</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Récemment</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Rien n’a encore été enregistré.</translation>
    </message>
</context>
<context>
    <name>JobButton</name>
    <message>
        <source>Work in progress: %1</source>
        <extracomment>%1 is how many pieces of work run or have ended and were not looked at</extracomment>
        <translation>Travaux en cours : %1</translation>
    </message>
    <message>
        <source>Something failed. Work that has ended: %1</source>
        <extracomment>%1 is how many pieces of work have ended and were not looked at</extracomment>
        <translation>Un échec est survenu. Travaux terminés : %1</translation>
    </message>
    <message>
        <source>Work that has ended: %1</source>
        <extracomment>%1 is how many pieces of work have ended and were not looked at</extracomment>
        <translation>Travaux terminés : %1</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <extracomment>Takes a piece of work that has ended off a list; its file stays</extracomment>
        <translation>Retirer de cette liste</translation>
    </message>
</context>
<context>
    <name>JobTray</name>
    <message>
        <source>Work in progress</source>
        <translation>Travaux en cours</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>Rien n’est en cours.</translation>
    </message>
    <message>
        <source>Remove all that have ended</source>
        <translation>Retirer tout ce qui est terminé</translation>
    </message>
    <message>
        <source>Something failed</source>
        <extracomment>How several pieces of work ended</extracomment>
        <translation>Un échec est survenu</translation>
    </message>
    <message>
        <source>Ended</source>
        <extracomment>How several pieces of work ended: not all were finished</extracomment>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>All done</source>
        <extracomment>How several pieces of work ended</extracomment>
        <translation>Tout est fait</translation>
    </message>
</context>
<context>
    <name>KitButton</name>
    <message>
        <source>Working…</source>
        <translation>En cours…</translation>
    </message>
</context>
<context>
    <name>KitScrollBar</name>
    <message>
        <source>Scroll up and down</source>
        <translation>Défilement vertical</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>Défilement horizontal</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Unlock with this computer&apos;s keychain</source>
        <translation>Déverrouiller avec le trousseau de cet ordinateur</translation>
    </message>
    <message>
        <source>Your data is encrypted on this computer and stays closed until you unlock it.</source>
        <translation>Vos données sont chiffrées sur cet ordinateur et restent fermées tant que vous ne les déverrouillez pas.</translation>
    </message>
    <message>
        <source>Do not wait for the keychain</source>
        <translation>Ne pas attendre le trousseau</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked.</source>
        <extracomment>%1 is the person&apos;s name</extracomment>
        <translation>Verrouillé.</translation>
    </message>
    <message>
        <source>Locked. Unlock as %1.</source>
        <translation>Verrouillé. Déverrouiller en tant que %1.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Déverrouillage…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>Phrase secrète ou code de secours</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message numerus="yes">
        <source>Locking in %n second(s). Press a key or move the pointer to stay.</source>
        <translation>
            <numerusform>Verrouillage dans %n seconde. Appuyez sur une touche ou bougez le pointeur pour rester.</numerusform>
            <numerusform>Verrouillage dans %n secondes. Appuyez sur une touche ou bougez le pointeur pour rester.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MyDataPage</name>
    <message>
        <source>Saved: %1</source>
        <extracomment>%1 is a field: &quot;Phone&quot;</extracomment>
        <translation>Enregistré : %1</translation>
    </message>
    <message>
        <source>What is known about you</source>
        <translation>Ce que l’on sait de vous</translation>
    </message>
    <message>
        <source>Each entry says where it came from, what it is for and until when it is kept.</source>
        <translation>Chaque entrée indique sa source, son usage et sa durée de conservation.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A category and how many facts it holds: &quot;About you (4)&quot;</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nothing is known about you here.</source>
        <translation>On ne sait rien de vous ici.</translation>
    </message>
</context>
<context>
    <name>NavRail</name>
    <message>
        <source>Assent</source>
        <translation>Assent</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>NavRailItem</name>
    <message>
        <source>%1, %2 waiting</source>
        <extracomment>Name of a page in the rail with what waits there: %1 page, %2 a count</extracomment>
        <translation>%1, %2 en attente</translation>
    </message>
</context>
<context>
    <name>NewsQuestion</name>
    <message numerus="yes">
        <source>The organisation&apos;s system has news about at least %Ln of %1 people</source>
        <extracomment>%n people would be changed, at least, of the %1 people in this store</extracomment>
        <translation>
            <numerusform>Le système de l’organisation a du nouveau sur au moins %Ln personne sur %1</numerusform>
            <numerusform>Le système de l’organisation a du nouveau sur au moins %Ln personnes sur %1</numerusform>
        </translation>
    </message>
    <message>
        <source>That is much at once, so nothing is applied until you decide. Withdrawals are sent in any case; what you allow waits.</source>
        <translation>C’est beaucoup d’un coup : rien n’est appliqué avant votre décision. Les retraits sont envoyés dans tous les cas ; ce que vous autorisez attend.</translation>
    </message>
    <message>
        <source>Apply the news</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Do not apply</source>
        <translation>Ne pas appliquer</translation>
    </message>
</context>
<context>
    <name>NoticeChange</name>
    <message>
        <source>+ and underlined: new. − and struck through: gone.</source>
        <translation>+ et souligné : nouveau. − et barré : supprimé.</translation>
    </message>
</context>
<context>
    <name>NoticePanel</name>
    <message>
        <source>If you allow it</source>
        <translation>Si vous l’autorisez</translation>
    </message>
    <message>
        <source>If you do not allow it</source>
        <translation>Si vous ne l’autorisez pas</translation>
    </message>
    <message>
        <source>Show it as served</source>
        <translation>L’afficher telle quelle</translation>
    </message>
</context>
<context>
    <name>NoticeSheet</name>
    <message>
        <source>Notice</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <extracomment>The SHA-256 of a notice&apos;s text</extracomment>
        <translation>Empreinte (SHA-256)</translation>
    </message>
    <message>
        <source>The viewer cannot start here, so this is the exact text without any layout.</source>
        <translation>Le lecteur ne peut pas démarrer ici ; voici donc le texte exact, sans mise en page.</translation>
    </message>
    <message>
        <source>This computer does not have the text any more, only its fingerprint.</source>
        <translation>Cet ordinateur n’a plus le texte, seulement son empreinte.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <extracomment>Saves a notice as a PDF file</extracomment>
        <translation>Enregistrer en PDF</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Copier l’empreinte</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copié.</translation>
    </message>
</context>
<context>
    <name>OrganisationsPage</name>
    <message>
        <source>Who has your data</source>
        <translation>Qui détient vos données</translation>
    </message>
    <message>
        <source>Where it comes from, what it is used for, and who gets it.</source>
        <translation>D’où elles viennent, à quoi elles servent et qui les reçoit.</translation>
    </message>
    <message>
        <source>Nobody holds data about you here.</source>
        <translation>Personne ne détient ici de données à votre sujet.</translation>
    </message>
    <message>
        <source>The way of your data</source>
        <translation>Le parcours de vos données</translation>
    </message>
    <message>
        <source>Point at a box, or walk with the arrow keys, to see what it is linked to. A broken line is a way that you do not allow. The list below says the same.</source>
        <translation>Pointez une case, ou déplacez-vous avec les flèches, pour voir à quoi elle est reliée. Une ligne discontinue est un chemin que vous n’autorisez pas. La liste ci-dessous dit la même chose.</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a source of data</comment>
        <translation>De</translation>
    </message>
    <message>
        <source>For</source>
        <comment>a purpose</comment>
        <translation>Pour</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a recipient</comment>
        <translation>Vers</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide the text</source>
        <translation>Masquer le texte</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>Afficher le texte</translation>
    </message>
</context>
<context>
    <name>ProvenanceChip</name>
    <message>
        <source>%1, %2</source>
        <extracomment>A value&apos;s origin: %1 is the source, %2 a date</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>From: %1</source>
        <extracomment>Read out for the origin of a value: %1 is &quot;web form, 3 March 2024&quot;</extracomment>
        <translation>Source : %1</translation>
    </message>
</context>
<context>
    <name>PurposeCard</name>
    <message>
        <source>Open.</source>
        <translation>Ouvert.</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>Fermé.</translation>
    </message>
</context>
<context>
    <name>ReceiptPanel</name>
    <message>
        <source>This receipt is yours to keep. Anyone can check it later, without this program and without asking anybody.</source>
        <translation>Ce reçu est à vous. Chacun peut le vérifier plus tard, sans ce programme et sans demander à personne.</translation>
    </message>
    <message>
        <source>Check this receipt</source>
        <translation>Vérifier ce reçu</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <extracomment>Saves a receipt as a PDF file</extracomment>
        <translation>Enregistrer en PDF</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <extracomment>Saves a receipt as a JSON file, which other programs can read and check</extracomment>
        <translation>Enregistrer en JSON</translation>
    </message>
    <message>
        <source>Show this notice as served</source>
        <translation>Afficher cette notice telle quelle</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>Your rights</source>
        <translation>Vos droits</translation>
    </message>
    <message>
        <source>What you may demand, and where to begin. You need no reason for any of it.</source>
        <translation>Ce que vous pouvez demander, et par où commencer. Aucun motif n’est nécessaire.</translation>
    </message>
    <message>
        <source>A copy of my data</source>
        <translation>Une copie de mes données</translation>
    </message>
    <message>
        <source>Everything held about you, in one file that you can read and take elsewhere.</source>
        <translation>Tout ce qui est conservé à votre sujet, dans un fichier que vous pouvez lire et emporter ailleurs.</translation>
    </message>
    <message>
        <source>Get a copy</source>
        <translation>Obtenir une copie</translation>
    </message>
    <message>
        <source>Correct my data</source>
        <translation>Rectifier mes données</translation>
    </message>
    <message>
        <source>Change what you told yourself, and settle what sources hold differently.</source>
        <translation>Modifiez ce que vous avez indiqué vous-même, et tranchez là où les sources diffèrent.</translation>
    </message>
    <message>
        <source>See and correct</source>
        <translation>Voir et rectifier</translation>
    </message>
    <message>
        <source>Object or withdraw</source>
        <translation>S’opposer ou retirer</translation>
    </message>
    <message>
        <source>Stop a use of your data. It holds at once, on this computer and everywhere it is sent.</source>
        <translation>Arrêtez une utilisation de vos données. Cela vaut aussitôt, sur cet ordinateur et partout où c’est transmis.</translation>
    </message>
    <message>
        <source>See and stop</source>
        <translation>Voir et arrêter</translation>
    </message>
    <message>
        <source>Know who has it</source>
        <translation>Savoir qui les détient</translation>
    </message>
    <message>
        <source>Which organisations hold or receive your data, from where, why and for how long.</source>
        <translation>Quelles organisations détiennent ou reçoivent vos données, d’où, pourquoi et combien de temps.</translation>
    </message>
    <message>
        <source>See organisations</source>
        <translation>Voir les organisations</translation>
    </message>
    <message>
        <source>Erase my account</source>
        <translation>Effacer mon compte</translation>
    </message>
    <message>
        <source>See what goes</source>
        <translation>Voir ce qui disparaît</translation>
    </message>
    <message>
        <source>Everything held about you goes for good. You have time to change your mind.</source>
        <translation>Tout ce qui est conservé à votre sujet disparaît pour de bon. Vous avez le temps de changer d’avis.</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>There is no copy in the store&apos;s folder. If you keep one elsewhere, put it back with the command below.</source>
        <translation>Il n’y a pas de sauvegarde dans le dossier du coffre. Si vous en gardez une ailleurs, remettez-la en place avec la commande ci-dessous.</translation>
    </message>
    <message>
        <source>The newest copy is from %1.</source>
        <extracomment>%1 is a date, a time and a size: &quot;3 March 2026, 14:02 (2.1 GB)&quot;</extracomment>
        <translation>La sauvegarde la plus récente date du %1.</translation>
    </message>
    <message>
        <source>What was recorded here after a copy was made is not in it. What had been sent comes back with the next sync. The damaged store is kept beside for 30 days.</source>
        <translation>Ce qui a été enregistré ici après une sauvegarde n’y figure pas. Ce qui avait été envoyé reviendra à la prochaine synchronisation. Le coffre endommagé est gardé à part pendant 30 jours.</translation>
    </message>
    <message>
        <source>Copy to restore</source>
        <translation>Sauvegarde à restaurer</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>Phrase secrète ou code de secours</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>Ouverture de la sauvegarde</translation>
    </message>
    <message>
        <source>Copy and check</source>
        <translation>Copie et vérification</translation>
    </message>
    <message>
        <source>Restore this copy</source>
        <translation>Restaurer cette sauvegarde</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Restore a copy from elsewhere</source>
        <translation>Restaurer une sauvegarde gardée ailleurs</translation>
    </message>
</context>
<context>
    <name>SaveSheet</name>
    <message>
        <source>Save the file</source>
        <extracomment>The heading of the question where a file is to be saved</extracomment>
        <translation>Enregistrer le fichier</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Nom du fichier</translation>
    </message>
    <message>
        <source>Folder for the file</source>
        <translation>Dossier pour le fichier</translation>
    </message>
    <message>
        <source>Anyone who gets the file can read it. Choose a place that only you can open.</source>
        <translation>Toute personne qui obtient ce fichier peut le lire. Choisissez un endroit que vous seul pouvez ouvrir.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>SavingLine</name>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>These settings stay on this computer and hold at once.</source>
        <translation>Ces réglages restent sur cet ordinateur et valent aussitôt.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Words, dates and numbers. Notices are shown in this language where it exists.</source>
        <translation>Mots, dates et nombres. Les notices s’affichent dans cette langue lorsqu’elle existe.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>theme</comment>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>theme</comment>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>theme</comment>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>A text size; %1 is a number</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Réduire les animations</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Locking closes the encrypted store. What waits to be sent is kept and goes out after the next unlocking.</source>
        <translation>Le verrouillage ferme le coffre chiffré. Ce qui attend l’envoi est conservé et partira après le prochain déverrouillage.</translation>
    </message>
    <message>
        <source>Lock when nobody is here</source>
        <translation>Verrouiller en l’absence</translation>
    </message>
    <message>
        <source>You are told 20 seconds before.</source>
        <translation>Vous êtes averti 20 secondes avant.</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>lock</comment>
        <translation>Jamais</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>Après %n minute</numerusform>
            <numerusform>Après %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Verrouiller maintenant</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading…</source>
        <translation>Chargement…</translation>
    </message>
</context>
<context>
    <name>StackedBar</name>
    <message>
        <source>%1 of %2 allowed</source>
        <extracomment>%1 and %2 are counts: 3 of 8 allowed</extracomment>
        <translation>%1 sur %2 autorisés</translation>
    </message>
</context>
<context>
    <name>StatusMessage</name>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>StepProgress</name>
    <message>
        <source>Done</source>
        <extracomment>%1 and %2 are counts, %3 the name of the step</extracomment>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Étape %1 sur %2 : %3</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>On this computer only</source>
        <translation>Sur cet ordinateur seulement</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>Envoi de %n changement</numerusform>
            <numerusform>Envoi de %n changements</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for news</source>
        <translation>Recherche de nouveautés</translation>
    </message>
    <message>
        <source>News waits for you</source>
        <extracomment>The state of the sync: much news came at once and waits for an answer</extracomment>
        <translation>Du nouveau vous attend</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to send</source>
        <translation>
            <numerusform>%n en attente d’envoi</numerusform>
            <numerusform>%n en attente d’envoi</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>À jour</translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n waiting</source>
        <translation>
            <numerusform>Hors ligne, %n en attente</numerusform>
            <numerusform>Hors ligne, %n en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>News that would change many people was not applied, and what you allow waits. “Sync now” in the settings asks again.</source>
        <translation>Du nouveau qui modifierait beaucoup de personnes n’a pas été appliqué, et ce que vous autorisez attend. « Synchroniser maintenant » dans les réglages repose la question.</translation>
    </message>
    <message>
        <source>Offline. Withdrawals hold at once and are sent later.</source>
        <translation>Hors ligne. Les retraits valent aussitôt et seront envoyés plus tard.</translation>
    </message>
    <message>
        <source>Offline. Showing data from %1. Withdrawals hold at once and are sent later.</source>
        <extracomment>%1 is a time or a date with a time</extracomment>
        <translation>Hors ligne. Données de %1. Les retraits valent aussitôt et seront envoyés plus tard.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Chronologie</translation>
    </message>
</context>
<context>
    <name>UndoToast</name>
    <message>
        <source>Undo</source>
        <extracomment>Takes back what was just done</extracomment>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Receipt</source>
        <extracomment>Opens the consent receipt of what was just done</extracomment>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>UnlockCard</name>
    <message>
        <source>Take at least 8 characters.</source>
        <translation>Utilisez au moins 8 caractères.</translation>
    </message>
    <message>
        <source>The two do not match.</source>
        <translation>Les deux saisies diffèrent.</translation>
    </message>
    <message>
        <source>Ways to unlock</source>
        <translation>Moyens de déverrouiller</translation>
    </message>
    <message>
        <source>The passphrase and the recovery code each open your data on this computer. Nobody else has them.</source>
        <translation>La phrase secrète et le code de secours ouvrent chacun vos données sur cet ordinateur. Personne d’autre ne les a.</translation>
    </message>
    <message>
        <source>The passphrase was changed. The old one opens nothing any more.</source>
        <translation>La phrase secrète a été changée. L’ancienne n’ouvre plus rien.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Phrase secrète</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Défini</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Non défini</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Code de secours</translation>
    </message>
    <message>
        <source>Not set. Without it a forgotten passphrase cannot be replaced.</source>
        <translation>Non défini. Sans lui, une phrase secrète oubliée ne peut être remplacée.</translation>
    </message>
    <message>
        <source>This computer&apos;s keychain</source>
        <translation>Le trousseau de cet ordinateur</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Changer la phrase secrète</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>Définir une phrase secrète</translation>
    </message>
    <message>
        <source>Make a new recovery code</source>
        <translation>Créer un nouveau code de secours</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>Créer un code de secours</translation>
    </message>
    <message>
        <source>Passphrase or recovery code of today</source>
        <translation>Phrase secrète ou code de secours actuel</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nouvelle phrase secrète</translation>
    </message>
    <message>
        <source>Several words are good. Paste and password managers work.</source>
        <translation>Plusieurs mots conviennent bien. Le collage et les gestionnaires de mots de passe fonctionnent.</translation>
    </message>
    <message>
        <source>New passphrase, once more</source>
        <translation>Nouvelle phrase secrète, encore une fois</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>Créer le code</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Changer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Write this code down now. It is shown once.</source>
        <translation>Notez ce code maintenant. Il n’est affiché qu’une fois.</translation>
    </message>
    <message>
        <source>It opens your data when the passphrase is forgotten. An earlier code opens nothing any more.</source>
        <translation>Il ouvre vos données si la phrase secrète est oubliée. Un code antérieur n’ouvre plus rien.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Je l’ai noté</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>One choice: %1 is a purpose, %2 a channel (&quot;Product news by Email&quot;)</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <extracomment>One choice: %1 is a purpose, %2 a channel, %3 a company that receives data</extracomment>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>everything optional</source>
        <translation>tout ce qui est facultatif</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a choice</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>You</source>
        <comment>who did something</comment>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Customer service</source>
        <translation>Service client</translation>
    </message>
    <message>
        <source>Your guardian</source>
        <translation>Votre tuteur</translation>
    </message>
    <message>
        <source>A system of %1</source>
        <translation>Un système de %1</translation>
    </message>
    <message>
        <source>An imported record</source>
        <translation>Un enregistrement importé</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>Autorisé : %1</translation>
    </message>
    <message>
        <source>Confirmed: %1</source>
        <translation>Confirmé : %1</translation>
    </message>
    <message>
        <source>Withdrawn: %1</source>
        <translation>Retiré : %1</translation>
    </message>
    <message>
        <source>Not allowed: %1</source>
        <translation>Non autorisé : %1</translation>
    </message>
    <message>
        <source>Objected to: %1</source>
        <translation>Opposition : %1</translation>
    </message>
    <message>
        <source>Revoked: %1</source>
        <translation>Révoqué : %1</translation>
    </message>
    <message>
        <source>Declared invalid: %1</source>
        <translation>Déclaré nul : %1</translation>
    </message>
    <message>
        <source>Opt-out signal received: %1</source>
        <translation>Signal de refus reçu : %1</translation>
    </message>
    <message>
        <source>Put off: %1</source>
        <translation>Reporté : %1</translation>
    </message>
    <message>
        <source>Only with your consent.</source>
        <translation>Uniquement avec votre consentement.</translation>
    </message>
    <message>
        <source>Needed for your contract.</source>
        <translation>Nécessaire à votre contrat.</translation>
    </message>
    <message>
        <source>Required by law.</source>
        <translation>Exigé par la loi.</translation>
    </message>
    <message>
        <source>Needed to protect someone&apos;s life.</source>
        <translation>Nécessaire pour protéger une vie.</translation>
    </message>
    <message>
        <source>Needed for a task in the public interest.</source>
        <translation>Nécessaire à une mission d’intérêt public.</translation>
    </message>
    <message>
        <source>Based on a legitimate interest, until you object.</source>
        <translation>Fondé sur un intérêt légitime, jusqu’à votre opposition.</translation>
    </message>
    <message>
        <source>Needs your word again</source>
        <translation>Votre décision est à nouveau requise</translation>
    </message>
    <message>
        <source>Not yet active</source>
        <translation>Pas encore actif</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>En attente d’envoi</translation>
    </message>
    <message>
        <source>Ended %1</source>
        <comment>a consent lapsed on this date</comment>
        <translation>Terminé le %1</translation>
    </message>
    <message>
        <source>You are asked again</source>
        <translation>Nouvelle demande</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Prénom</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Date de naissance</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Rue</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ville</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Pays</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Loyalty number</source>
        <translation>Numéro de fidélité</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Numéro de client</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Société</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>Profession</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>Dernier achat</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Dernière visite</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>Dernière commande</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Favourite category</source>
        <translation>Catégorie préférée</translation>
    </message>
    <message>
        <source>Favourite shop</source>
        <translation>Magasin préféré</translation>
    </message>
    <message>
        <source>Preferred seat</source>
        <translation>Siège préféré</translation>
    </message>
    <message>
        <source>Newsletter topic</source>
        <translation>Thème de la lettre</translation>
    </message>
    <message>
        <source>Interests</source>
        <translation>Centres d’intérêt</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>Satisfaction</translation>
    </message>
    <message>
        <source>Household size</source>
        <translation>Taille du foyer</translation>
    </message>
    <message>
        <source>Preferred meal</source>
        <translation>Repas préféré</translation>
    </message>
    <message>
        <source>Home airport</source>
        <translation>Aéroport habituel</translation>
    </message>
    <message>
        <source>Last route</source>
        <translation>Dernier trajet</translation>
    </message>
    <message>
        <source>Travel interest</source>
        <translation>Intérêt de voyage</translation>
    </message>
    <message>
        <source>Survey answer</source>
        <translation>Réponse à l’enquête</translation>
    </message>
    <message>
        <source>Customer since</source>
        <translation>Client depuis</translation>
    </message>
    <message>
        <source>Loyalty tier</source>
        <translation>Niveau de fidélité</translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation>Qui vous êtes</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>À votre sujet</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>Ce que vous avez fait</translation>
    </message>
    <message>
        <source>What you like</source>
        <translation>Ce que vous aimez</translation>
    </message>
    <message>
        <source>Told by you</source>
        <translation>Déclaré par vous</translation>
    </message>
    <message>
        <source>Taken over from another system</source>
        <translation>Repris d’un autre système</translation>
    </message>
    <message>
        <source>Recorded while you used a service</source>
        <translation>Enregistré pendant l’usage d’un service</translation>
    </message>
    <message>
        <source>Guessed from other data</source>
        <translation>Déduit d’autres données</translation>
    </message>
    <message>
        <source>Entered by customer service</source>
        <translation>Saisi par le service client</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>Form of a date: d day, MMMM month, yyyy year (as in QLocale)</extracomment>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a date, %2 a time of day</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n an</numerusform>
            <numerusform>%n ans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n mois</numerusform>
            <numerusform>%n mois</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>Joins the last part of a list: %1 is &quot;email, phone&quot;, %2 is &quot;post&quot;</extracomment>
        <translation>%1 et %2</translation>
    </message>
    <message>
        <source>English</source>
        <translation>anglais</translation>
    </message>
    <message>
        <source>Traditional Chinese</source>
        <translation>chinois traditionnel</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>polonais</translation>
    </message>
    <message>
        <source>French</source>
        <translation>français</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>Demande : %1</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Home</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>My data</source>
        <translation>Mes données</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Choix</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Questions to you</source>
        <translation>Questions pour vous</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisations</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>Vos droits</translation>
    </message>
</context>
<context>
    <name>WorkplaceKeys</name>
    <message>
        <source>Go to %1</source>
        <extracomment>%1 is a page</extracomment>
        <translation>Aller à : %1</translation>
    </message>
    <message>
        <source>Get a copy of my data</source>
        <translation>Obtenir une copie de mes données</translation>
    </message>
    <message>
        <source>Save an extract of what I allowed</source>
        <translation>Enregistrer un extrait de ce que j’ai autorisé</translation>
    </message>
    <message>
        <source>Erase my account</source>
        <translation>Effacer mon compte</translation>
    </message>
    <message>
        <source>Withdraw everything optional</source>
        <translation>Retirer tout ce qui est facultatif</translation>
    </message>
    <message>
        <source>Undo the last choice</source>
        <translation>Annuler le dernier choix</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser maintenant</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Thème clair</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Thème sombre</translation>
    </message>
    <message>
        <source>Show the work in progress</source>
        <translation>Afficher les travaux en cours</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Afficher les raccourcis</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>Find a command, your data, an organisation</source>
        <translation>Trouver une commande, vos données, une organisation</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>Ces raccourcis</translation>
    </message>
    <message>
        <source>Work in progress</source>
        <translation>Travaux en cours</translation>
    </message>
    <message>
        <source>To the next part of the window</source>
        <translation>Vers la partie suivante de la fenêtre</translation>
    </message>
    <message>
        <source>Close what is open and go back</source>
        <translation>Fermer ce qui est ouvert et revenir</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>On a page</source>
        <translation>Sur une page</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>Chercher sur cette page</translation>
    </message>
    <message>
        <source>Change the entry that has the focus</source>
        <translation>Modifier l’entrée active</translation>
    </message>
    <message>
        <source>Space, Return</source>
        <translation>Espace, Entrée</translation>
    </message>
    <message>
        <source>Press what has the focus</source>
        <translation>Activer l’élément actif</translation>
    </message>
</context>
<context>
    <name>assent::ui::AskModel</name>
    <message>
        <source>%1 changed this notice on %2, in what you had agreed to. Until you choose, nothing new starts.</source>
        <extracomment>%1 is an organisation, %2 a date</extracomment>
        <translation>%1 a modifié cette notice le %2, sur ce que vous aviez accepté. Tant que vous ne choisissez pas, rien de nouveau ne commence.</translation>
    </message>
    <message>
        <source>Your guardian answered for you. You are of age now and are asked yourself; nothing is allowed automatically.</source>
        <translation>Votre tuteur a répondu pour vous. Vous avez maintenant l’âge requis et la question vous est posée ; rien n’est autorisé automatiquement.</translation>
    </message>
    <message>
        <source>What you allowed ended on %1. Until you choose, nothing happens.</source>
        <translation>Votre autorisation a pris fin le %1. Tant que vous ne choisissez pas, rien ne se passe.</translation>
    </message>
    <message>
        <source>Two answers of yours crossed each other. It is not allowed until you decide.</source>
        <translation>Deux de vos réponses se sont croisées. Rien n’est autorisé avant votre décision.</translation>
    </message>
    <message>
        <source>%1 asks you for this. Without an answer nothing starts.</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 vous le demande. Sans réponse, rien ne commence.</translation>
    </message>
    <message>
        <source>Version %1, which you answered, and version %2</source>
        <translation>Version %1, à laquelle vous avez répondu, et version %2</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>assent::ui::ChoicesModel</name>
    <message>
        <source>Legal basis</source>
        <translation>Base juridique</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Durée de conservation</translation>
    </message>
    <message>
        <source>%1 There is no switch for it. To ask why, write to %2.</source>
        <extracomment>%1 is &quot;Needed for your contract.&quot;; %2 is an address to write to</extracomment>
        <translation>%1 Il n’y a donc pas d’interrupteur. Pour demander pourquoi, écrivez à %2.</translation>
    </message>
    <message>
        <source>Allowed: %1.</source>
        <extracomment>Which channels are allowed: %1 is &quot;Email and SMS&quot;</extracomment>
        <translation>Autorisé : %1.</translation>
    </message>
    <message>
        <source>Not allowed: %1.</source>
        <translation>Non autorisé : %1.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <extracomment>A version of a notice</extracomment>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>In effect since %1</source>
        <translation>En vigueur depuis le %1</translation>
    </message>
    <message>
        <source>Shown to you on %1</source>
        <translation>Présentée le %1</translation>
    </message>
    <message numerus="yes">
        <source>Undone: %n choice(s) are as they were.</source>
        <translation>
            <numerusform>Annulé : %n choix est comme avant.</numerusform>
            <numerusform>Annulé : %n choix sont comme avant.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone. %1.</source>
        <translation>Annulé. %1.</translation>
    </message>
    <message>
        <source>It becomes active when %1 has confirmed it.</source>
        <translation>Cela prendra effet quand %1 l’aura confirmé.</translation>
    </message>
    <message>
        <source>You can withdraw here at any time.</source>
        <translation>Vous pouvez revenir dessus ici à tout moment.</translation>
    </message>
    <message>
        <source>It holds from now on; %1 is told as soon as possible.</source>
        <translation>Cela vaut dès maintenant ; %1 en sera informé dès que possible.</translation>
    </message>
    <message>
        <source>It holds from now on.</source>
        <translation>Cela vaut dès maintenant.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>What was done and what follows: %1 is &quot;Withdrawn: Newsletter (Email)&quot;, %2 a sentence</extracomment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>It stays off until you choose.</source>
        <translation>Cela reste non autorisé tant que vous ne choisissez pas.</translation>
    </message>
</context>
<context>
    <name>assent::ui::DevicesModel</name>
    <message numerus="yes">
        <source>%Ln decision(s)</source>
        <extracomment>How many choices were made on a device</extracomment>
        <translation>
            <numerusform>%Ln décision</numerusform>
            <numerusform>%Ln décisions</numerusform>
        </translation>
    </message>
    <message>
        <source>the last on %1</source>
        <translation>la dernière le %1</translation>
    </message>
    <message>
        <source>id ending in %1</source>
        <extracomment>%1 is the end of a device&apos;s id</extracomment>
        <translation>identifiant se terminant par %1</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Another device</source>
        <translation>Un autre appareil</translation>
    </message>
    <message>
        <source>Your choices are kept on this computer only.</source>
        <translation>Vos choix sont conservés sur cet ordinateur uniquement.</translation>
    </message>
    <message>
        <source>Synced with %1.</source>
        <translation>Synchronisé avec %1.</translation>
    </message>
    <message>
        <source>Last contact: %1.</source>
        <translation>Dernier contact : %1.</translation>
    </message>
</context>
<context>
    <name>assent::ui::ErasureModel</name>
    <message numerus="yes">
        <source>%Ln value(s) held about you</source>
        <translation>
            <numerusform>%Ln valeur vous concernant</numerusform>
            <numerusform>%Ln valeurs vous concernant</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identifier(s)</source>
        <extracomment>Such as e-mail addresses and customer numbers</extracomment>
        <translation>
            <numerusform>%n identifiant</numerusform>
            <numerusform>%n identifiants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what you said in %Ln decision(s)</source>
        <extracomment>Goes with an erasure</extracomment>
        <translation>
            <numerusform>le contenu de %Ln décision</numerusform>
            <numerusform>le contenu de %Ln décisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the record of %Ln notice(s) shown to you</source>
        <translation>
            <numerusform>la trace de %Ln notice qui vous a été montrée</numerusform>
            <numerusform>la trace de %Ln notices qui vous ont été montrées</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 until %2. Required by law: %3.</source>
        <extracomment>%1 is a field such as &quot;Date of birth&quot;, %2 a date, %3 what it is for</extracomment>
        <translation>%1 jusqu’au %2. La loi l’exige : %3.</translation>
    </message>
    <message>
        <source>%1, with no end known. Required by law: %2.</source>
        <translation>%1, sans date de fin connue. La loi l’exige : %2.</translation>
    </message>
    <message>
        <source>%1 must keep in its own records</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 doit conserver dans ses propres dossiers</translation>
    </message>
    <message>
        <source>Proof that choices were made</source>
        <translation>La preuve que des choix ont été faits</translation>
    </message>
    <message>
        <source>The sealed ledger shows that somebody decided, for as long as it exists. Nobody can tell from it who you are or what you chose.</source>
        <translation>Le registre scellé montre que quelqu’un a décidé, aussi longtemps qu’il existe. Personne ne peut en déduire qui vous êtes ni ce que vous avez choisi.</translation>
    </message>
    <message>
        <source>So that nothing is allowed again</source>
        <translation>Pour que rien ne soit autorisé à nouveau</translation>
    </message>
    <message>
        <source>Your identifiers stay on this computer in a form that only recognises them. An old file that says you allowed something then has no effect.</source>
        <translation>Vos identifiants restent sur cet ordinateur sous une forme qui permet seulement de les reconnaître. Un ancien fichier selon lequel vous aviez autorisé quelque chose est alors sans effet.</translation>
    </message>
    <message>
        <source>Copies on this computer</source>
        <translation>Les copies sur cet ordinateur</translation>
    </message>
    <message numerus="yes">
        <source>Backups are destroyed after %n day(s) at the latest. One that is put back before that is erased again.</source>
        <translation>
            <numerusform>Les sauvegardes sont détruites après %n jour au plus tard. Si l’une est restaurée avant, vos données y sont effacées de nouveau.</numerusform>
            <numerusform>Les sauvegardes sont détruites après %n jours au plus tard. Si l’une est restaurée avant, vos données y sont effacées de nouveau.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>En attente d’envoi</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) still go to %1.</source>
        <translation>
            <numerusform>%n retrait est encore envoyé à %1.</numerusform>
            <numerusform>%n retraits sont encore envoyés à %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Erased, here and at %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Sera effacé, ici et chez %1</translation>
    </message>
    <message>
        <source>Erased on this computer</source>
        <translation>Sera effacé sur cet ordinateur</translation>
    </message>
</context>
<context>
    <name>assent::ui::ExportModel</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <extracomment>%n files of altogether %1, such as &quot;3.2 MB&quot;</extracomment>
        <translation>
            <numerusform>%n fichier, %1</numerusform>
            <numerusform>%n fichiers, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy of my data</source>
        <translation>Une copie de mes données</translation>
    </message>
    <message>
        <source>Your data is being collected and sealed.</source>
        <translation>Vos données sont rassemblées et scellées.</translation>
    </message>
    <message>
        <source>%1.</source>
        <extracomment>%1 is such as &quot;14 files, 3.2 MB&quot;: a sentence of its own</extracomment>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>assent::ui::ExtractModel</name>
    <message>
        <source>This is not a day. Type it like this: 2026-03-20.</source>
        <extracomment>2026-03-20 stays as it is: that is how the day has to be typed</extracomment>
        <translation>Ce n’est pas une date. Saisissez-la ainsi : 2026-03-20.</translation>
    </message>
    <message>
        <source>This day is still to come.</source>
        <translation>Ce jour n’est pas encore venu.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 choices were allowed.</source>
        <extracomment>%1 is a moment, %2 of %3 choices</extracomment>
        <translation>%1 : %2 choix autorisés sur %3.</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Extrait</translation>
    </message>
</context>
<context>
    <name>assent::ui::FileJob</name>
    <message>
        <source>This cannot be the name of a file. Choose another one.</source>
        <translation>Ceci ne peut pas être un nom de fichier. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>This folder cannot be written to. Choose another one.</source>
        <translation>Impossible d’écrire dans ce dossier. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another name.</source>
        <translation>Un fichier de ce nom existe déjà. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation>Arrêté. Aucun fichier n’a été écrit.</translation>
    </message>
    <message>
        <source>Saved as %1 in %2.</source>
        <extracomment>%1 is a file, %2 a folder</extracomment>
        <translation>Enregistré sous %1 dans %2.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <extracomment>Opens the folder that a file was saved in</extracomment>
        <translation>Ouvrir le dossier</translation>
    </message>
</context>
<context>
    <name>assent::ui::FindModel</name>
    <message>
        <source>My data</source>
        <translation>Mes données</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Choix</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisations</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
</context>
<context>
    <name>assent::ui::HistoryModel</name>
    <message>
        <source>reason: %1</source>
        <translation>motif : %1</translation>
    </message>
    <message>
        <source>notice version %1 in %2</source>
        <extracomment>%1 is a number, %2 a language</extracomment>
        <translation>notice version %1 en %2</translation>
    </message>
    <message>
        <source>ledger entry %1</source>
        <extracomment>%1 is the number of an entry in the ledger, the log of all choices</extracomment>
        <translation>entrée %1 du registre</translation>
    </message>
</context>
<context>
    <name>assent::ui::HomeModel</name>
    <message>
        <source>Two different values: %1</source>
        <translation>Deux valeurs différentes : %1</translation>
    </message>
    <message>
        <source>Two places hold different values. Choose which is right.</source>
        <translation>Deux endroits conservent des valeurs différentes. Choisissez la bonne.</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choisir</translation>
    </message>
    <message>
        <source>Needs your word again: %1</source>
        <translation>Votre décision est à nouveau requise : %1</translation>
    </message>
    <message>
        <source>Two answers crossed. It is not allowed until you decide.</source>
        <translation>Deux réponses se sont croisées. Rien n’est autorisé avant votre décision.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Décider</translation>
    </message>
    <message>
        <source>You are asked again: %1</source>
        <translation>Nouvelle demande : %1</translation>
    </message>
    <message>
        <source>The notice changed. Until you choose, nothing new starts.</source>
        <translation>La notice a changé. Tant que vous n’avez pas choisi, rien de nouveau ne commence.</translation>
    </message>
    <message>
        <source>Read and decide</source>
        <translation>Lire et décider</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) waiting to send</source>
        <translation>
            <numerusform>%n changement en attente d’envoi</numerusform>
            <numerusform>%n changements en attente d’envoi</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawals hold already. %1 is told as soon as it can be reached.</source>
        <translation>Les retraits valent déjà. %1 en sera informé dès que possible.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were not accepted</source>
        <translation>
            <numerusform>%n changement n’a pas été accepté</numerusform>
            <numerusform>%n changements n’ont pas été acceptés</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 refused to take them. They stay recorded here.</source>
        <translation>%1 les a refusés. Ils restent enregistrés ici.</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>Rien d’enregistré pour l’instant</translation>
    </message>
    <message>
        <source>Last change: %1</source>
        <translation>Dernier changement : %1</translation>
    </message>
    <message numerus="yes">
        <source>from %n source(s)</source>
        <comment>facts come from so many sources</comment>
        <translation>
            <numerusform>de %n source</numerusform>
            <numerusform>de %n sources</numerusform>
        </translation>
    </message>
    <message>
        <source>Next to be deleted: %1, %2</source>
        <extracomment>%1 is a field such as &quot;Last visit&quot;, %2 a date</extracomment>
        <translation>Prochaine suppression : %1, %2</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>En attente d’envoi</translation>
    </message>
    <message>
        <source>You are asked: %1</source>
        <translation>Demande : %1</translation>
    </message>
    <message>
        <source>%1 waits for your answer. Without one nothing starts.</source>
        <translation>%1 attend votre réponse. Sans elle, rien ne commence.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 allowed</source>
        <extracomment>%1 is an organisation, %2 and %3 are counts</extracomment>
        <translation>%1 : %2 sur %3 autorisés</translation>
    </message>
    <message>
        <source>Your account will be erased after %1</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>Votre compte sera effacé après le %1</translation>
    </message>
    <message>
        <source>You can keep it until then.</source>
        <translation>Vous pouvez le garder jusque-là.</translation>
    </message>
</context>
<context>
    <name>assent::ui::Jobs</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is what was done, such as &quot;A copy of my data&quot;, %2 a sentence about how it ended</extracomment>
        <translation>%1 : %2</translation>
    </message>
</context>
<context>
    <name>assent::ui::NoticeModel</name>
    <message>
        <source>Notice</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>Of a notice</extracomment>
        <translation>Version</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>In effect since</source>
        <extracomment>The day from which a notice counts</extracomment>
        <translation>En vigueur depuis</translation>
    </message>
    <message>
        <source>Shown to you</source>
        <extracomment>The moment at which a notice was on the person&apos;s screen</extracomment>
        <translation>Présentée</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a label such as &quot;Version&quot;, %2 what stands beside it</extracomment>
        <translation>%1 : %2</translation>
    </message>
</context>
<context>
    <name>assent::ui::OrganisationsModel</name>
    <message>
        <source>Decides why and how your data is used</source>
        <translation>Décide pourquoi et comment vos données sont utilisées</translation>
    </message>
    <message>
        <source>Works for %1, on its instructions alone</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Travaille pour %1, sur ses seules instructions</translation>
    </message>
    <message>
        <source>Receives data from %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Reçoit des données de %1</translation>
    </message>
    <message>
        <source>Buys data from %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>Achète des données à %1</translation>
    </message>
    <message>
        <source>%1 of %2 choices allowed</source>
        <extracomment>%1 and %2 are counts</extracomment>
        <translation>%1 choix sur %2 autorisés</translation>
    </message>
    <message>
        <source>You</source>
        <comment>the source of a fact</comment>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Détient</translation>
    </message>
    <message>
        <source>Receives</source>
        <translation>Reçoit</translation>
    </message>
    <message>
        <source>Nothing, as long as you do not allow it.</source>
        <translation>Rien, tant que vous ne l’autorisez pas.</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>D’où cela vient</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Pays</translation>
    </message>
    <message>
        <source>Kept for %1</source>
        <translation>Conservé %1</translation>
    </message>
    <message>
        <source>No choice</source>
        <translation>Sans choix</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <comment>state of a use</comment>
        <translation>Non autorisé</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>state of a use</comment>
        <translation>Autorisé</translation>
    </message>
    <message>
        <source>%1 of %2 allowed</source>
        <translation>%1 sur %2 autorisés</translation>
    </message>
</context>
<context>
    <name>assent::ui::ProfileModel</name>
    <message>
        <source>You</source>
        <comment>the source of a fact</comment>
        <translation>Vous</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all facts</comment>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>D’où cela vient</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>What it is used for</source>
        <translation>À quoi cela sert</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Base juridique</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Yes, it was verified.</source>
        <translation>Oui, cela a été vérifié.</translation>
    </message>
    <message>
        <source>Kept as long as your account exists</source>
        <translation>Conservé tant que votre compte existe</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>Conservé jusqu’au %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>%1 is a length of time: &quot;3 months&quot;</extracomment>
        <translation>encore %1</translation>
    </message>
    <message>
        <source>Due for deletion</source>
        <translation>À supprimer</translation>
    </message>
    <message>
        <source>Enter a value.</source>
        <translation>Saisissez une valeur.</translation>
    </message>
</context>
<context>
    <name>assent::ui::ReceiptModel</name>
    <message>
        <source>Decided</source>
        <translation>Décidé le</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>Envers qui</translation>
    </message>
    <message>
        <source>Notice shown</source>
        <extracomment>%1 is a number, %2 a language</extracomment>
        <translation>Notice affichée</translation>
    </message>
    <message>
        <source>Version %1, in %2</source>
        <translation>Version %1, en %2</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Valable jusqu’au</translation>
    </message>
    <message>
        <source>Ledger entry</source>
        <translation>Entrée du registre</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <extracomment>The name of the log that proves an entry</extracomment>
        <translation>Scellé par</translation>
    </message>
    <message>
        <source>Genuine. Matches ledger entry %1.</source>
        <translation>Authentique. Correspond à l’entrée %1 du registre.</translation>
    </message>
    <message>
        <source>Not genuine: what it says is not what the ledger holds.</source>
        <translation>Non authentique : son contenu n’est pas celui du registre.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
</context>
<context>
    <name>assent::ui::SaveJob</name>
    <message>
        <source>The file is being made.</source>
        <translation>Le fichier est en cours de création.</translation>
    </message>
</context>
<context>
    <name>assent::ui::StoreRestore</name>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <extracomment>Form of a date with a time, as in QLocale</extracomment>
        <translation>d MMMM yyyy &apos;à&apos; HH:mm</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A backup: %1 is when it was made, %2 its size</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>assent::ui::SyncJob</name>
    <message>
        <source>News from the organisation</source>
        <translation>Nouveautés de l’organisation</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) were applied.</source>
        <translation>
            <numerusform>%Ln modification a été appliquée.</numerusform>
            <numerusform>%Ln modifications ont été appliquées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %Ln change(s). The rest comes with a later sync.</source>
        <translation>
            <numerusform>Arrêté après %Ln modification. Le reste viendra lors d’une synchronisation ultérieure.</numerusform>
            <numerusform>Arrêté après %Ln modifications. Le reste viendra lors d’une synchronisation ultérieure.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) so far.</source>
        <translation>
            <numerusform>%Ln modification jusqu’ici.</numerusform>
            <numerusform>%Ln modifications jusqu’ici.</numerusform>
        </translation>
    </message>
</context>
</TS>
