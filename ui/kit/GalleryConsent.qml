import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Choices: switches, purposes, the matrix, pairs, bars.
ColumnLayout {
    id: root

    property var cells: [
        { channel: "email", recipient: "acme", allowed: true },
        { channel: "sms", recipient: "acme", allowed: false, note: "Waiting to send" },
        { channel: "phone", recipient: "acme", allowed: false },
        { channel: "email", recipient: "datalytics", allowed: false },
        { channel: "sms", recipient: "datalytics", allowed: true, note: "Not yet active" },
        { channel: "phone", recipient: "post", allowed: false, enabled: false }
    ]
    property int answer: ChoicePair.None

    function set(channel: string, recipient: string, value: bool) {
        cells = cells.map(cell => cell.channel === channel && cell.recipient === recipient
            ? Object.assign({}, cell, { allowed: value }) : cell)
        toast.show((value ? "Allowed" : "Withdrawn") + ": Product news by " + channel + ".")
    }

    spacing: Theme.space4

    SectionHeading {
        text: "Choices"
        Layout.fillWidth: true
    }
    PurposeCard {
        title: "Product news"
        detail: "What is new at Acme, at most twice a month."
        summary: "Allowed by email. Not allowed by SMS and phone."
        expanded: true
        iconName: "newspaper"
        chips: StateChip { text: "Notice 3" }
        Layout.fillWidth: true

        ChannelMatrix {
            objectName: "galleryMatrix"
            purpose: "Product news"
            channels: [
                { key: "email", label: "Email", icon: "mail" },
                { key: "sms", label: "SMS", icon: "message-square" },
                { key: "phone", label: "Phone", icon: "phone" }
            ]
            recipients: [
                { key: "acme", label: "Acme" },
                { key: "datalytics", label: "Datalytics", detail: "Partner of Acme" },
                { key: "post", label: "Northern Post", detail: "Sends on Acme's behalf" }
            ]
            cells: root.cells
            Layout.fillWidth: true
            onToggled: (channel, recipient, value) => root.set(channel, recipient, value)
        }
    }
    PurposeCard {
        title: "Measuring our advertisements"
        detail: "Whether an advertisement was seen and led to a visit."
        summary: "Not allowed."
        iconName: "chart-column"
        Layout.fillWidth: true
        BodyText { text: "Nothing here."; Layout.fillWidth: true }
    }
    Card {
        heading: "Acme"
        detail: "Online shop, Gdańsk"
        trailing: KitButton { text: "Withdraw everything optional"; role: KitButton.Quiet }
        Layout.fillWidth: true

        StackedBar {
            label: "Choices"
            allowed: 3
            total: 8
            Layout.fillWidth: true
        }
        Divider { Layout.fillWidth: true }
        PurposeRow {
            title: "Birthday greeting"
            detail: "A card once a year."
            channel: "Post"
            party: "Acme"
            checked: true
            Layout.fillWidth: true
            onToggled: value => checked = value
        }
        Divider { Layout.fillWidth: true }
        PurposeRow {
            title: "Surveys"
            detail: "Four questions after a purchase."
            channel: "Email"
            party: "Acme"
            note: "Waiting to send"
            Layout.fillWidth: true
        }
        Divider { Layout.fillWidth: true }
        PurposeRow {
            title: "Delivering your orders"
            detail: "Address and phone for the carrier."
            basis: "Needed for your contract. You can object or ask why."
            Layout.fillWidth: true
            TextLink { text: "Object" }
            TextLink { text: "Ask why" }
        }
    }
    Card {
        heading: "Our notice changed on 3 March"
        detail: "We add Datalytics for ad measurement. Until you choose, nothing new starts."
        Layout.fillWidth: true

        ChoicePair {
            objectName: "galleryPair"
            subject: "Ad measurement by Datalytics"
            choice: root.answer
            Layout.fillWidth: true
            onAllowed: root.answer = ChoicePair.Allow
            onRefused: root.answer = ChoicePair.Refuse
        }
    }
    Flow {
        spacing: Theme.space6
        Layout.fillWidth: true

        ConsentSwitch { purpose: "Sample"; channel: "Email"; controlled: false }
        ConsentSwitch { purpose: "Sample"; channel: "SMS"; checked: true; controlled: false }
        ConsentSwitch { purpose: "Sample"; channel: "Post"; enabled: false }
        ConsentSwitch { purpose: "Sample"; channel: "Phone"; checked: true; enabled: false }
        ConsentSwitch { purpose: "Sample"; channel: "Push"; showState: false; controlled: false }
    }
    Flow {
        spacing: Theme.space2
        Layout.fillWidth: true

        StateChip { text: "Waiting to send"; tone: Theme.Warn; iconName: "clock" }
        StateChip { text: "Not yet active"; tone: Theme.Info }
        StateChip { text: "View only"; iconName: "eye" }
        StateChip { text: "Restricted"; tone: Theme.Danger; iconName: "ban" }
        StateChip { text: "Confirmed by 2 of 2"; tone: Theme.Success }
        StateChip { text: "Selected"; tone: Theme.Accent }
        ProvenanceChip { source: "Web form"; date: "3 March 2024" }
        ProvenanceChip { source: "Acme"; iconName: "building-2" }
        DeadlineBadge { days: 21 }
        DeadlineBadge { days: 7 }
        DeadlineBadge { days: 2 }
        DeadlineBadge { days: 1 }
        DeadlineBadge { days: 0 }
        DeadlineBadge { days: -2 }
        DeadlineBadge { paused: true }
    }
    RetentionBar {
        text: "Kept until 3 May 2027, 1 year and 2 months left"
        startText: "3 May 2024"
        endText: "3 May 2027"
        elapsed: 0.61
        Layout.fillWidth: true
    }
    UndoToast {
        id: toast
        objectName: "galleryToast"
        maximumWidth: root.width
        text: "Withdrawn: Product news by email. Acme stopped now; 1 of 2 partners confirmed."
        receiptVisible: true
        visible: true
        linger: 0
        Layout.topMargin: Theme.space2
        Layout.bottomMargin: Theme.space2
    }
}
