import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Person

// P1: what needs me, how things stand, what happened last.
WorkPage {
    id: root

    required property HomeModel home

    function focusHeading() {
        view.focusHeading()
    }

    PageView {
        id: view
        anchors.fill: parent
        //: %1 is the person's name
        heading: root.home.loaded ? qsTr("Hello, %1").arg(root.home.personName) : qsTr("Home")
        //: %1 is an organisation
        detail: root.home.loaded ? qsTr("What %1 may do with your data, and what it did.").arg(root.home.organisation) : ""

        PageError {
            width: parent.width
            message: root.home.errorText
        }
        Skeleton {
            width: parent.width
            rows: 6
            visible: running
            running: !root.home.loaded && root.home.errorText === ""
        }
        Card {
            width: parent.width
            visible: root.home.loaded && root.home.count > 0
            objectName: "attention"
            heading: qsTr("Needs your attention")
            spacing: Theme.space4

            Stack {
                spacing: Theme.space4
                Layout.fillWidth: true

                Repeater {
                    model: root.home
                    delegate: AttentionRow {
                        width: parent ? parent.width : 0
                        onFollowed: (page, target) => root.navigate(page, target)
                    }
                }
            }
        }
        Card {
            width: parent.width
            visible: root.home.loaded && root.home.count === 0
            objectName: "nothingNeeded"

            RowLayout {
                spacing: Theme.space3
                Layout.fillWidth: true

                KitIcon {
                    name: "check-check"
                    color: Theme.accent
                }
                BodyText {
                    text: qsTr("Nothing needs your attention.")
                    strong: true
                    Layout.fillWidth: true
                }
            }
        }
        GridLayout {
            id: cards
            objectName: "homeReady"
            width: parent.width
            visible: root.home.loaded
            columns: width / Theme.textScale < 640 ? 1 : 3
            columnSpacing: Theme.space4
            rowSpacing: Theme.space4

            SummaryCard {
                figure: root.home.allowed.toLocaleString(Qt.locale(), "f", 0)
                //: After a figure: how many choices are allowed, of %n in all
                caption: qsTr("of %n choice(s) allowed", "", root.home.choices)
                iconName: "sliders-horizontal"
                actionText: qsTr("See and change choices")
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.navigate("choices", "")

                StackedBar {
                    label: root.home.organisation
                    allowed: root.home.allowed
                    total: root.home.choices
                    text: ""
                    Accessible.name: root.home.choicesText
                    Layout.fillWidth: true
                }
            }
            SummaryCard {
                figure: root.home.facts.toLocaleString(Qt.locale(), "f", 0)
                //: After a figure: how many facts; %1 is "from 3 sources"
                caption: qsTr("facts about you, %1").arg(root.home.factsText)
                note: root.home.factsDetail
                iconName: "user"
                actionText: qsTr("See my data")
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.navigate("data", "")
            }
            SummaryCard {
                figure: root.home.events.toLocaleString(Qt.locale(), "f", 0)
                caption: qsTr("entries in your history")
                note: root.home.historyText
                iconName: "history"
                actionText: qsTr("See the history")
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.navigate("history", "")
            }
        }
        Card {
            width: parent.width
            visible: root.home.loaded
            heading: qsTr("Lately")
            spacing: Theme.space4

            BodyText {
                visible: root.home.recent.length === 0
                text: qsTr("Nothing has been recorded yet.")
                muted: true
                Layout.fillWidth: true
            }
            Timeline {
                visible: root.home.recent.length > 0
                entries: root.home.recent
                label: qsTr("Lately")
                Layout.fillWidth: true
            }
        }
    }
}
