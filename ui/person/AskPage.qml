pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit
import Assent.Session
import Assent.Person

// P9: what needs a new answer. A page, never over other work: each question
// with both answers, and beside it what changed in the notice.
WorkPage {
    id: root

    required property Session session
    required property Language language
    required property ChoicesModel choices
    readonly property AskModel ask: AskModel {
        session: root.session
        language: root.language
    }

    property AskCard current: null
    property bool panelClosed: false

    readonly property bool noticeInside: !inspectorOpen

    function focusHeading() {
        view.focusHeading()
    }

    function closeInspector() {
        panelClosed = true
    }

    function attend(card: AskCard) {
        if (card === null)
            return
        current = card
        choices.noticeShown(card.purpose)
    }

    function pointed(card: AskCard, at: point) {
        if (pointerMoved(at))
            attend(card)
    }

    function cardAt(row: int): AskCard {
        return row < 0 ? null : cards.itemAt(row) as AskCard
    }

    function showTarget() {
        const card = cardAt(Math.max(0, ask.rowOf(target)))
        attend(card)
        if (card && target !== "")
            view.ensureVisible(card)
    }

    function settle(card: AskCard, answer: string) {
        // An assistive tool may press what was not on screen yet.
        if (answer === "allow" && card !== current && !noticeInside) {
            attend(card)
            told(qsTr("This is what you are asked. To allow it, press the button again."), Theme.Info)
            return
        }
        attend(card)
        if (answer === "later")
            ask.deferred(card.key)
        choices.answer(card.purpose, card.channel, card.recipient, answer)
    }

    inspectorTitle: current?.compared ? qsTr("What changed") : qsTr("What you are asked")
    inspectorOpen: roomForPanel && !panelClosed && current !== null && ask.count > 0
    inspectorItem: KitScrollView {
        id: panel
        width: parent?.width ?? 0
        height: parent?.height ?? 0
        padding: Theme.space4
        Repeater {
            model: root.inspectorOpen && panel.width > 0 ? 1 : 0
            delegate: NoticeChange {
                width: parent?.width ?? 0
                title: root.current?.noticeTitle ?? ""
                versions: root.current?.versions ?? ""
                compared: root.current?.compared ?? false
                pieces: root.current?.text ?? []
            }
        }
    }

    onTargetChanged: if (ask.loaded) later.restart()

    // When the cards that were just made have their places.
    Timer {
        id: later
        interval: 0
        onTriggered: root.showTarget()
    }
    Connections {
        target: root.Window.window
        function onActiveFocusItemChanged() {
            for (let item = root.Window.window.activeFocusItem; item; item = item.parent) {
                if (item instanceof AskCard) {
                    root.attend(item as AskCard)
                    return
                }
            }
        }
    }

    PageView {
        id: view
        anchors.fill: parent
        heading: qsTr("You are asked")
        detail: qsTr("Each question stands alone. Both answers take one press, and you can change them later under Choices.")

        PageError {
            width: parent.width
            message: root.ask.errorText !== "" ? root.ask.errorText : root.choices.errorText
        }
        Skeleton {
            width: parent.width
            rows: 6
            visible: running
            running: !root.ask.loaded && root.ask.errorText === ""
        }
        EmptyState {
            width: parent.width
            objectName: "nothingAsked"
            visible: root.ask.loaded && root.ask.count === 0
            text: qsTr("Nothing is asked of you now.")
            actionText: qsTr("See and change choices")
            onTriggered: root.navigate("choices", "")
        }
        BodyText {
            objectName: "askProgress"
            width: parent.width
            visible: root.ask.loaded && root.ask.count > 0
            text: root.ask.open === 0 ? qsTr("All of them are settled.") : qsTr("%n question(s) open", "", root.ask.open)
            strong: true
        }
        Repeater {
            id: cards
            model: root.ask
            onCountChanged: later.restart()

            delegate: AskCard {
                id: card
                enabled: y > 0 // until it has its place no press may meet it
                width: parent ? parent.width : 0
                current: root.current === card
                noticeInside: root.noticeInside
                busy: root.choices.busy
                onAttended: at => root.pointed(card, at)
                onAnswered: answer => root.settle(card, answer)
            }
        }
        Item {
            width: 1
            height: Math.round(56 * Theme.textScale)
        }
    }
}
