pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Colours, type and icons.
ColumnLayout {
    id: root

    readonly property var colours: ["window", "card", "text", "text2", "accent", "border", "divider", "success", "warn",
        "danger", "info", "accentSoft", "successSoft", "warnSoft", "dangerSoft", "infoSoft"]

    spacing: Theme.space4

    SectionHeading {
        text: "Colours, type, icons"
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.space3
        Layout.fillWidth: true

        Repeater {
            model: root.colours
            delegate: Column {
                id: swatch
                required property string modelData
                spacing: Theme.space1

                Rectangle {
                    width: Math.round(96 * Theme.textScale)
                    height: 40
                    radius: Theme.radiusSmall
                    color: Theme[swatch.modelData]
                    border.width: 1
                    border.color: Theme.divider
                }
                BodyText {
                    text: swatch.modelData
                    size: BodyText.Meta
                    muted: true
                }
            }
        }
    }
    Card {
        spacing: Theme.space1
        Layout.fillWidth: true
        SectionHeading { text: "48,213"; level: SectionHeading.Figure; Layout.fillWidth: true }
        SectionHeading { text: "Page: Zażółć gęślą jaźń"; level: SectionHeading.Page; Layout.fillWidth: true }
        SectionHeading { text: "Section: où l’œuvre naît"; Layout.fillWidth: true }
        SectionHeading { text: "Row title: 您的選擇"; level: SectionHeading.RowTitle; Layout.fillWidth: true }
        BodyText { text: "Body: 您可以隨時撤回同意。撤回不影響先前的處理。"; Layout.fillWidth: true }
        BodyText { text: "Secondary: 1 of 2 partners confirmed"; size: BodyText.Secondary; Layout.fillWidth: true }
        BodyText { text: "Meta: 3 March 2024, 14:02"; size: BodyText.Meta; muted: true; Layout.fillWidth: true }
    }
    Flow {
        spacing: Theme.space4
        Layout.fillWidth: true

        Repeater {
            model: ["house", "users", "building-2", "sliders-horizontal", "inbox", "history", "receipt-text", "shield-check",
                "settings", "search", "mail", "phone", "message-square", "bell", "file-text", "key-round", "fingerprint",
                "git-compare", "scale", "languages", "calendar-clock", "download", "printer", "undo-2", "globe"]
            delegate: KitIcon {
                required property string modelData
                name: modelData
                color: Theme.text
            }
        }
    }
}
