pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit
import Assent.Person

// P3: what the organisation may do. One press does it, both ways. The notice of
// the purpose that the person is at stands beside it.
WorkPage {
    id: root

    required property ChoicesModel choices

    property ChoiceCard current: null
    property string hint
    // The panel was closed by hand: the notice stands in the cards instead.
    property bool panelClosed: false

    readonly property bool noticeInside: !inspectorOpen

    // The first screenful at once and the others a few with each frame, so that the page
    // is there at the press and answers from then on.
    readonly property FirstRows shown: FirstRows {
        sourceModel: root.choices
    }
    readonly property bool whole: !shown.leavesOut

    signal openedAll(bool open)

    function focusHeading() {
        view.focusHeading()
    }

    function closeInspector() {
        panelClosed = true
    }

    function pointed(card: ChoiceCard, at: point) {
        if (pointerMoved(at))
            attend(card)
    }

    function attend(card: ChoiceCard) {
        if (card === null)
            return
        if (card !== current)
            hint = ""
        current = card
        choices.noticeShown(card.key)
    }

    function cardAt(row: int): ChoiceCard {
        return row < 0 ? null : cards.itemAt(row) as ChoiceCard
    }

    function showTarget() {
        const card = cardAt(Math.max(0, choices.rowOf(target)))
        attend(card)
        if (card && target !== "")
            view.ensureVisible(card)
    }

    inspectorTitle: qsTr("What you are asked")
    inspectorOpen: roomForPanel && !panelClosed && choices.loaded && choices.count > 0
    inspectorItem: KitScrollView {
        width: parent?.width ?? 0
        height: parent?.height ?? 0
        padding: Theme.space4
        NoticePanel {
            width: parent.width
            title: root.current?.title ?? ""
            hint: root.hint
            ifAllowed: root.current?.ifAllowed ?? ""
            ifNotAllowed: root.current?.ifNotAllowed ?? ""
            choice: (root.current?.basis ?? "") === ""
            notice: root.current?.notice ?? ({})
            facts: root.current?.facts ?? []
            onExactRequested: root.noticeOfPurpose(root.current.key)
        }
    }

    onTargetChanged: {
        if (target !== "")
            shown.takeAll()
        if (choices.loaded)
            later.restart()
    }

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
        onTriggered: root.showTarget()
    }
    Connections {
        target: root.choices
        function onNoticeNeeded(purpose: string) {
            root.attend(root.cardAt(root.choices.rowOf(purpose)))
            root.hint = qsTr("This is what you are asked. To allow it, press the switch again.")
            if (root.noticeInside)
                root.told(root.hint, Theme.Info)
        }
    }
    Connections {
        target: root.Window.window
        function onActiveFocusItemChanged() {
            for (let item = root.Window.window.activeFocusItem; item; item = item.parent) {
                if (item instanceof ChoiceCard) {
                    root.attend(item as ChoiceCard)
                    return
                }
            }
        }
    }

    PageView {
        id: view
        anchors.fill: parent
        //: %1 is an organisation
        heading: root.choices.loaded ? qsTr("What %1 may do").arg(root.choices.organisation) : qsTr("Choices")
        detail: root.choices.loaded
            ? qsTr("Nothing happens without your word. One press allows, one press withdraws.") : ""

        PageError {
            width: parent.width
            message: root.choices.errorText
        }
        Skeleton {
            width: parent.width
            rows: 8
            visible: running
            running: !root.choices.loaded && root.choices.errorText === ""
        }
        EmptyState {
            width: parent.width
            visible: root.choices.loaded && root.choices.count === 0
            text: qsTr("There is nothing to choose here.")
            iconName: "sliders-horizontal"
        }
        Flow {
            width: parent.width
            visible: root.choices.loaded && root.choices.count > 0
            spacing: Theme.space2

            KitButton {
                objectName: "withdrawAll"
                text: qsTr("Withdraw everything optional")
                iconName: "circle-minus"
                enabled: root.choices.canWithdrawAll
                onClicked: root.choices.withdrawEverything()
            }
            KitButton {
                objectName: "foldAll"
                property bool open: true
                text: open ? qsTr("Close all") : qsTr("Open all")
                role: KitButton.Quiet
                iconName: open ? "chevron-up" : "chevron-down"
                onClicked: {
                    open = !open
                    root.openedAll(open)
                }
            }
        }
        Column {
            width: parent.width
            spacing: Theme.space4

            Repeater {
                id: cards
                model: root.shown
                onCountChanged: if (root.current === null) later.restart()

                delegate: ChoiceCard {
                    id: card

                    required property int index

                    width: parent ? parent.width : 0
                    // Until it has its place it lies over the first, and no press may meet it.
                    enabled: index === 0 || y > 0
                    current: root.current === card
                    noticeInside: root.noticeInside
                    onAttended: at => root.pointed(card, at)
                    onExactRequested: root.noticeOfPurpose(card.key)
                    onChosen: (channel, recipient, allow) => root.choices.choose(card.key, channel, recipient, allow)

                    Connections {
                        target: root
                        function onOpenedAll(open: bool) {
                            card.expanded = open
                        }
                    }
                }
            }
        }
        Item {
            width: 1
            height: Math.round(56 * Theme.textScale)
        }
    }
}
