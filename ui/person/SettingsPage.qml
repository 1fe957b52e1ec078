import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// P8: how the program looks, speaks and locks. Every change holds at once.
WorkPage {
    id: root

    required property Preferences preferences
    required property Language language
    required property Session session
    required property SyncAgent agent

    readonly property var languages: language.available
    readonly property var sizes: [100, 125, 150, 175, 200]
    readonly property var minutes: [0, 1, 2, 4, 10, 30, 60]

    function focusHeading() {
        view.focusHeading()
    }

    PageView {
        id: view
        anchors.fill: parent
        heading: qsTr("Settings")
        detail: qsTr("These settings stay on this computer and hold at once.")

        Card {
            width: parent.width
            heading: qsTr("Language")
            detail: qsTr("Words, dates and numbers. Notices are shown in this language where it exists.")

            KitComboBox {
                objectName: "languageChoice"
                label: qsTr("Language")
                model: root.languages
                textRole: "label"
                valueRole: "value"
                currentIndex: root.languages.findIndex(entry => entry.value === root.language.tag)
                onActivated: index => root.preferences.language = root.languages[index].value
            }
        }
        Card {
            width: parent.width
            heading: qsTr("Appearance")
            spacing: Theme.space4

            FormRow {
                label: qsTr("Theme")
                Layout.fillWidth: true

                SegmentedChoice {
                    objectName: "themeChoice"
                    label: qsTr("Theme")
                    value: root.preferences.theme
                    options: [
                        { value: Theme.System, label: qsTr("As the system", "theme"), icon: "monitor" },
                        { value: Theme.Light, label: qsTr("Light", "theme"), icon: "sun" },
                        { value: Theme.Dark, label: qsTr("Dark", "theme"), icon: "moon" }
                    ]
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth
                    onActivated: value => root.preferences.theme = value
                }
            }
            FormRow {
                label: qsTr("Text size")
                Layout.fillWidth: true

                SegmentedChoice {
                    objectName: "textChoice"
                    label: qsTr("Text size")
                    value: root.preferences.textPercent
                    //: A text size; %1 is a number
                    options: root.sizes.map(size => ({ value: size, label: qsTr("%1 %").arg(size) }))
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth
                    onActivated: value => root.preferences.textPercent = value
                }
            }
            KitCheckBox {
                objectName: "motionChoice"
                text: qsTr("Reduce motion")
                checked: root.preferences.reduceMotion
                onToggled: root.preferences.reduceMotion = checked
            }
        }
        Card {
            width: parent.width
            heading: qsTr("Lock")
            detail: qsTr("Locking closes the encrypted store. What waits to be sent is kept and goes out after the next unlocking.")
            spacing: Theme.space4

            FormRow {
                label: qsTr("Lock when nobody is here")
                hint: qsTr("You are told 20 seconds before.")
                Layout.fillWidth: true

                KitComboBox {
                    objectName: "lockChoice"
                    label: qsTr("Lock when nobody is here")
                    model: root.minutes.map(count => count === 0 ? qsTr("Never", "lock") : qsTr("After %n minute(s)", "", count))
                    currentIndex: Math.max(0, root.minutes.indexOf(root.preferences.autoLockMinutes))
                    onActivated: index => root.preferences.autoLockMinutes = root.minutes[index]
                }
            }
            KitButton {
                objectName: "lockNow"
                text: qsTr("Lock now")
                iconName: "lock"
                description: "Ctrl+L"
                onClicked: root.session.lock()
            }
        }
        UnlockCard {
            objectName: "unlockCard"
            width: parent.width
            session: root.session
            onTold: message => root.told(message, Theme.Success)
        }
        DeviceCard {
            objectName: "deviceCard"
            width: parent.width
            session: root.session
            language: root.language
            agent: root.agent
        }
    }
}
