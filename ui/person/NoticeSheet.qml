pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Assent.Kit
import Assent.Session
import Assent.Person

// A notice exactly as it was served, over the page: what it is, its text, its
// fingerprint, and a copy to keep. Made when it is asked for first.
Item {
    id: root

    required property Session session
    required property Language language

    function openPurpose(purpose: string) {
        served.showPurpose(purpose)
        sheet.open()
    }

    function openEvent(event: string) {
        served.showEvent(event)
        sheet.open()
    }

    NoticeModel {
        id: served
        session: root.session
        language: root.language
    }
    // What is copied passes through here.
    TextEdit {
        id: clip
        visible: false
        text: served.fingerprint
        Accessible.ignored: true
    }

    T.Dialog {
        id: sheet
        objectName: "noticeSheet"

        // Where the focus was, and goes back to.
        property Item cameFrom: null
        readonly property bool held: served.ready && served.body !== ""
        // Filled while the sheet is open; the engine's view goes with it.
        readonly property ExactNotice exact: slot.count > 0 ? slot.itemAt(0) as ExactNotice : null

        parent: T.Overlay.overlay
        anchors.centerIn: parent
        width: parent ? Math.min(Math.round(800 * Theme.textScale), parent.width - 2 * Theme.space6) : 800
        height: parent ? parent.height - 2 * Theme.space6 : 700
        padding: Theme.space6
        modal: true
        focus: true
        closePolicy: T.Popup.CloseOnEscape
        onAboutToShow: {
            cameFrom = parent ? parent.Window.activeFocusItem : null
            result.hide()
            saving.hide()
        }
        onOpened: heading.forceActiveFocus(Qt.OtherFocusReason)
        onClosed: {
            served.clear()
            if (cameFrom)
                cameFrom.forceActiveFocus(Qt.PopupFocusReason)
        }

        T.Overlay.modal: Rectangle {
            color: Theme.veil
        }
        background: Rectangle {
            radius: Theme.radiusLarge
            color: Theme.card
            border.width: 1
            border.color: Theme.divider
        }

        contentItem: KitScrollView { // qmllint disable deferred-property-id
            id: page
            padding: 0
            spacing: Theme.space4

            Column {
                id: top
                width: parent.width
                spacing: Theme.space3

                Item {
                    width: parent.width
                    height: Math.max(heading.height, closeButton.height)

                    // A key of the window: the engine keeps those of its page to itself.
                    Shortcut {
                        sequence: "Esc"
                        enabled: sheet.visible
                        onActivated: sheet.close()
                    }
                    SectionHeading {
                        id: heading
                        objectName: "noticeTitle"
                        anchors.left: parent.left
                        anchors.right: closeButton.left
                        text: served.ready ? served.title : qsTr("Notice")
                    }
                    IconButton {
                        id: closeButton
                        objectName: "closeNotice"
                        anchors.right: parent.right
                        text: qsTr("Close")
                        iconName: "x"
                        shortcutText: "Esc"
                        onClicked: sheet.close()
                    }
                }
                PageError {
                    width: parent.width
                    message: served.errorText
                }
                Flow {
                    width: parent.width
                    visible: served.ready
                    spacing: Theme.space6

                    Repeater {
                        model: served.facts
                        delegate: Column {
                            id: fact

                            required property var modelData

                            BodyText {
                                text: fact.modelData.label
                                size: BodyText.Secondary
                                muted: true
                            }
                            BodyText {
                                text: fact.modelData.text
                            }
                        }
                    }
                    Column {
                        BodyText {
                            //: The SHA-256 of a notice's text
                            text: qsTr("Fingerprint (SHA-256)")
                            size: BodyText.Secondary
                            muted: true
                        }
                        BodyText {
                            objectName: "noticeFingerprint"
                            text: served.fingerprint.slice(0, 8) + " \u2026 " + served.fingerprint.slice(-8)
                            Accessible.name: served.fingerprint
                        }
                    }
                }
                InlineMessage {
                    objectName: "noticePlain"
                    width: parent.width
                    visible: sheet.exact?.plain ?? false
                    text: qsTr("The viewer cannot start here, so this is the exact text without any layout.")
                    Accessible.role: Accessible.AlertMessage
                    Accessible.name: text
                }
                InlineMessage {
                    objectName: "noticeMissing"
                    width: parent.width
                    visible: served.ready && served.body === ""
                    text: qsTr("This computer does not have the text any more, only its fingerprint.")
                    Accessible.role: Accessible.AlertMessage
                    Accessible.name: text
                }
            }
            Item {
                id: place
                width: parent.width
                height: Math.max(Math.round(160 * Theme.textScale), page.height - top.height - bottom.height - 2 * page.spacing)

                Repeater {
                    id: slot
                    model: sheet.opened && sheet.held ? 1 : 0
                    delegate: ExactNotice {
                        objectName: "exactNotice"
                        anchors.fill: parent
                        notice: served
                    }
                }
            }
            Column {
                id: bottom
                width: parent.width
                spacing: Theme.space3

                Flow {
                    width: parent.width
                    spacing: Theme.space2

                    KitButton {
                        objectName: "saveNotice"
                        //: Saves a notice as a PDF file
                        text: qsTr("Save as PDF")
                        iconName: "download"
                        enabled: sheet.held && (sheet.exact?.shown || sheet.exact?.plain || false)
                        onClicked: sheet.exact.toPdf(pdf => saving.follow(served.save(pdf)))
                    }
                    KitButton {
                        objectName: "copyFingerprint"
                        text: qsTr("Copy the fingerprint")
                        role: KitButton.Quiet
                        iconName: "copy"
                        enabled: served.ready
                        onClicked: {
                            clip.selectAll()
                            clip.copy()
                            result.show(qsTr("Copied."), Theme.Success)
                        }
                    }
                }
                StatusMessage {
                    id: result
                    width: parent.width
                }
                SavingLine {
                    id: saving
                    objectName: "noticeSaved"
                    width: parent.width
                }
            }
        }
    }
}
