import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Buttons, fields, choices of a form, and what says that they are wrong.
ColumnLayout {
    id: root

    spacing: Theme.space4

    SectionHeading {
        text: "Buttons and forms"
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.space3
        Layout.fillWidth: true

        KitButton { text: "Save the copy"; role: KitButton.Primary; iconName: "download" }
        KitButton { text: "Check this receipt" }
        KitButton { text: "Compare"; role: KitButton.Quiet; iconName: "git-compare" }
        KitButton { text: "Erase account"; role: KitButton.Danger; iconName: "trash-2" }
        KitButton { text: "Preparing"; role: KitButton.Primary; busy: true }
        KitButton { text: "Not available"; enabled: false }
        KitButton { text: "Not available"; role: KitButton.Primary; enabled: false }
        IconButton { text: "Lock"; iconName: "lock"; shortcutText: "Ctrl+L" }
        IconButton { text: "More"; iconName: "ellipsis"; enabled: false }
        TextLink { text: "Read the notice" }
    }
    ErrorSummary {
        errors: [
            { text: "Enter a birth year between 1900 and 2025", target: yearField },
            { text: "Enter an email address like name@example.org", target: mailField }
        ]
        Layout.fillWidth: true
    }
    Card {
        spacing: Theme.space6
        Layout.fillWidth: true

        FormRow {
            id: nameRow
            label: "Name"
            Layout.fillWidth: true
            KitTextField {
                label: nameRow.label
                text: "Łucja Żółtowska-Lefèvre"
                Layout.maximumWidth: Math.round(400 * Theme.textScale)
                Layout.fillWidth: true
            }
        }
        FormRow {
            id: yearRow
            label: "Birth year"
            hint: "Four digits, for example 1984."
            error: "Enter a birth year between 1900 and 2025"
            Layout.fillWidth: true
            KitTextField {
                id: yearField
                label: yearRow.label
                hint: yearRow.hint
                error: yearRow.error
                text: "84"
                implicitWidth: Math.round(120 * Theme.textScale)
            }
        }
        FormRow {
            id: mailRow
            label: "Email"
            optional: true
            Layout.fillWidth: true
            KitTextField {
                id: mailField
                label: mailRow.label
                iconName: "mail"
                placeholderText: "name@example.org"
                Layout.maximumWidth: Math.round(400 * Theme.textScale)
                Layout.fillWidth: true
            }
        }
        FormRow {
            id: secretRow
            label: "Passphrase"
            Layout.fillWidth: true
            PasswordField {
                label: secretRow.label
                text: "four plain words"
                Layout.maximumWidth: Math.round(400 * Theme.textScale)
                Layout.fillWidth: true
            }
        }
        FormRow {
            id: languageRow
            label: "Language"
            Layout.fillWidth: true
            KitComboBox {
                label: languageRow.label
                model: ["English", "Polski", "Français", "繁體中文"]
            }
        }
        SegmentedChoice {
            id: frequency
            objectName: "gallerySegments"
            label: "How often"
            value: "month"
            options: [
                { value: "week", label: "Every week" },
                { value: "month", label: "Every month" },
                { value: "year", label: "Every year" }
            ]
            Layout.maximumWidth: implicitWidth
            Layout.fillWidth: true
            onActivated: value => frequency.value = value
        }
        KitCheckBox {
            text: "Include what was withdrawn"
            checked: true
            Layout.maximumWidth: parent.width
        }
        KitCheckBox {
            text: "Not available"
            enabled: false
        }
        SearchField {
            label: "Search the history"
            placeholderText: "Search the history"
            text: "newsletter"
            Layout.maximumWidth: Math.round(400 * Theme.textScale)
            Layout.fillWidth: true
        }
        KitTextField {
            label: "Customer number"
            text: "A-48213"
            enabled: false
        }
    }
}
