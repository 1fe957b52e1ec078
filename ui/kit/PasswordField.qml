import QtQuick
import Assent.Kit

// A field for a secret. Paste and password managers work; the eye shows the
// text for as long as the field keeps it shown.
KitTextField {
    id: root

    property bool shown: false

    trailingWidth: eye.width
    echoMode: shown ? TextInput.Normal : TextInput.Password
    passwordCharacter: "\u2022"
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | Qt.ImhHiddenText
    onEnabledChanged: if (!enabled) shown = false

    IconButton {
        id: eye
        x: root.mirrored ? 2 : root.width - width - 2
        anchors.verticalCenter: parent.verticalCenter
        height: Math.min(implicitHeight, root.height - 4)
        width: height
        iconName: root.shown ? "eye-off" : "eye"
        text: root.shown ? qsTr("Hide the text") : qsTr("Show the text")
        onClicked: root.shown = !root.shown
    }
}
