pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// P4: who holds what, from where, why, how long, and whom they give it to; as a
// picture and, with the same content, as a list.
WorkPage {
    id: root

    required property Session session
    required property Language language
    required property ChoicesModel choices
    readonly property OrganisationsModel organisations: OrganisationsModel {
        session: root.session
        language: root.language
    }
    readonly property var flow: organisations.flow
    // The picture and what is below it at once, the others when they are on screen.
    readonly property FirstRows shown: FirstRows {
        sourceModel: root.organisations
        limit: 1
    }

    function focusHeading() {
        view.focusHeading()
    }

    function showHolder(key: string) {
        shown.takeAll()
        const card = holders.itemAt(organisations.rowOf(key))
        if (card)
            view.ensureVisible(card)
    }

    onTargetChanged: if (organisations.loaded) later.restart()

    Connections {
        target: root.Window.window
        enabled: root.shown.leavesOut
        function onFrameSwapped() {
            root.shown.takeMore()
        }
    }

    // When the cards that were just made have their places.
    Timer {
        id: later
        interval: 0
        onTriggered: if (root.target !== "") root.showHolder(root.target)
    }

    PageView {
        id: view
        anchors.fill: parent
        heading: qsTr("Who has your data")
        detail: qsTr("Where it comes from, what it is used for, and who gets it.")

        PageError {
            width: parent.width
            message: root.organisations.errorText !== "" ? root.organisations.errorText : root.choices.errorText
        }
        Skeleton {
            width: parent.width
            rows: 8
            visible: running
            running: !root.organisations.loaded && root.organisations.errorText === ""
        }
        EmptyState {
            width: parent.width
            visible: root.organisations.loaded && root.organisations.count === 0
            text: qsTr("Nobody holds data about you here.")
            iconName: "building-2"
        }
        Card {
            width: parent.width
            visible: root.organisations.loaded && (root.flow.sources ?? []).length > 0
            heading: qsTr("The way of your data")
            detail: qsTr("Point at a box, or walk with the arrow keys, to see what it is linked to. A broken line is a way that you do not allow. The list below says the same.")

            Stack {
                Layout.fillWidth: true

                Repeater {
                    // Made anew with each reading, so that every ribbon meets its boxes.
                    model: root.flow.sources ? [root.flow] : []
                    delegate: FlowPicture {
                        required property var modelData

                        objectName: "flowPicture"
                        label: qsTr("The way of your data")
                        titles: [qsTr("From", "a source of data"), qsTr("For", "a purpose"), qsTr("To", "a recipient")]
                        columns: [modelData.sources, modelData.purposes, modelData.recipients]
                        links: modelData.inflows.map(link => ({ column: 0, from: link.from, to: link.to, active: true }))
                            .concat(modelData.outflows.map(link => ({ column: 1, from: link.from, to: link.to, active: link.active })))
                        width: parent ? parent.width : 0
                        onActivated: (column, key) => {
                            if (column === 2)
                                root.showHolder(key)
                            else
                                root.navigate(column === 1 ? "choices" : "data", column === 1 ? key : "")
                        }
                    }
                }
            }
        }
        Repeater {
            id: holders
            model: root.shown
            onCountChanged: if (root.target !== "") later.restart()

            delegate: HolderCard {
                id: holder
                enabled: y > 0 // until it has its place no press may meet it
                width: parent ? parent.width : 0
                onWithdrawn: root.choices.withdrawFrom(holder.key)
                onOpened: purpose => root.navigate("choices", purpose)
            }
        }
        Item {
            width: 1
            height: Math.round(56 * Theme.textScale)
        }
    }
}
