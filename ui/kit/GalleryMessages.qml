import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Messages, steps, the timeline, empty and loading.
ColumnLayout {
    id: root

    spacing: Theme.space4

    SectionHeading {
        text: "Messages and progress"
        Layout.fillWidth: true
    }
    InlineMessage {
        title: "Offline"
        text: "Showing data from 14:02. What you withdraw takes effect here at once."
        iconName: "cloud-off"
        Layout.fillWidth: true
    }
    InlineMessage {
        title: "Two systems disagree about SMS"
        text: "We stopped SMS until this is resolved."
        tone: Theme.Warn
        Layout.fillWidth: true
        TextLink { text: "Compare" }
    }
    InlineMessage {
        title: "Ledger check failed at entry 31,406"
        text: "Its contents do not match its seal. Entries before it are intact; entries from it onward cannot be relied on."
        tone: Theme.Danger
        Layout.fillWidth: true
        TextLink { text: "Export evidence" }
    }
    InlineMessage {
        text: "Genuine. Matches ledger entry 48,213."
        tone: Theme.Success
        Layout.fillWidth: true
    }
    StatusMessage {
        text: "Your copy is ready. 14 files, 3.2 MB."
        tone: Theme.Accent
        visible: true
        Layout.fillWidth: true
    }
    Card {
        heading: "Copy of my data"
        trailing: DeadlineBadge { days: 7 }
        Layout.fillWidth: true
        StepProgress {
            steps: ["Received", "Verified", "Collecting", "Review", "Sent"]
            current: 2
            value: 0.4
            detail: "Collecting 6 of 14 files."
            Layout.fillWidth: true
        }
    }
    Card {
        heading: "Work in progress"
        Layout.fillWidth: true
        JobRow {
            name: "A copy of my data"
            detail: "Your data is being collected and sealed."
            progress: 0.4
            Layout.fillWidth: true
        }
        JobRow {
            name: "News from the organisation"
            detail: "1,200 changes so far."
            Layout.fillWidth: true
        }
        JobRow {
            name: "Receipt"
            detail: "Saved as receipt-0195.pdf in /home/anna/Downloads."
            phase: "done"
            action: "Open the folder"
            Layout.fillWidth: true
        }
        JobRow {
            name: "Extract"
            detail: "This folder cannot be written to. Choose another one."
            phase: "failed"
            Layout.fillWidth: true
        }
        JobRow {
            name: "Notice"
            detail: "Stopped. No file was written."
            phase: "cancelled"
            Layout.fillWidth: true
        }
        IconButton {
            objectName: "openTray"
            text: "Work in progress: 5"
            iconName: "inbox"
            badge: "5"
            onClicked: tray.open()
        }
        JobTray {
            id: tray
            objectName: "galleryTray"
            phase: "working"
            endedCount: 2
            model: ListModel {
                id: sample
                ListElement { key: 1; name: "A copy of my data"; detail: "Your data is being collected and sealed."; phase: "working"; progress: 0.4; action: "" }
                ListElement { key: 2; name: "Receipt"; detail: "Saved as receipt-0195.pdf in /home/anna/Downloads."; phase: "done"; progress: -1; action: "Open the folder" }
                ListElement { key: 3; name: "Notice"; detail: "Stopped. No file was written."; phase: "cancelled"; progress: -1; action: "" }
            }
            onDismissed: key => {
                for (let i = 0; i < sample.count; ++i) {
                    if (sample.get(i).key === key)
                        return sample.remove(i)
                }
            }
        }
    }
    Card {
        heading: "History"
        Layout.fillWidth: true
        Timeline {
            Layout.fillWidth: true
            entries: [
                { key: "3", day: "Today, 4 March", time: "14:02", title: "Withdrawn: Product news by email",
                  detail: "Acme stopped now; 1 of 2 partners confirmed.", icon: "minus", action: "Receipt",
                  chip: "Waiting to send", chipTone: Theme.Warn },
                { key: "2", day: "Today, 4 March", time: "9:40", title: "Phone number corrected",
                  detail: "Changed by support (reason: you phoned).", icon: "pencil" },
                { key: "1", day: "Monday, 2 March", time: "18:11", title: "Allowed: Surveys by email",
                  detail: "On the page of Acme, notice 3.", icon: "check", action: "Receipt" }
            ]
        }
    }
    Card {
        Layout.fillWidth: true
        EmptyState {
            text: "Nothing needs your attention."
            detail: "When an organisation asks you something, it stands here."
            actionText: "Look at my choices"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space4
            Layout.bottomMargin: Theme.space4
        }
    }
    Card {
        heading: "Loading"
        Layout.fillWidth: true
        Skeleton {
            delay: 0
            Layout.fillWidth: true
        }
    }
    KitButton {
        objectName: "openSheet"
        text: "Erase…"
        onClicked: sheet.open()
    }
    ConfirmSheet {
        id: sheet
        objectName: "gallerySheet"
        title: "Erase your account?"
        text: "We will erase your profile and your choices at Acme. We must keep invoices until 2031 (tax law), and proof of your choices until 2032 (limitation period). You can cancel until 5 April, 17:00. After that this cannot be undone."
        confirmText: "Erase account"
        cancelText: "Keep account"
        destructive: true
    }
}
