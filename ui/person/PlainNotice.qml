import QtQuick
import Assent.Kit

// The text of a notice, line by line as it is. The arrow and page keys scroll it.
FocusScope {
    id: root

    property string text
    property string title

    function scroll(by: real) {
        page.contentY = Math.max(0, Math.min(page.contentY + by, page.contentHeight - page.height))
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onUpPressed: scroll(-Theme.lineHeight(Theme.bodyFont))
    Keys.onDownPressed: scroll(Theme.lineHeight(Theme.bodyFont))
    Keys.onPressed: event => {
        event.accepted = true
        switch (event.key) {
        case Qt.Key_PageUp: return scroll(-page.height * 0.9)
        case Qt.Key_PageDown: return scroll(page.height * 0.9)
        case Qt.Key_Home: return scroll(-page.contentHeight)
        case Qt.Key_End: return scroll(page.contentHeight)
        }
        event.accepted = false
    }

    KitScrollView {
        id: page
        objectName: "plainNotice"
        anchors.fill: parent
        padding: Theme.space4
        maximumWidth: Theme.readingWidth

        BodyText {
            objectName: "plainNoticeText"
            width: parent.width
            text: root.text
        }
    }
}
