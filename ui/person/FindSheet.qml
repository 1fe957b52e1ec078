import QtQuick
import Assent.Kit
import Assent.Session
import Assent.Person

// The palette over the commands and the person's own data. Made when it is
// asked for first.
Item {
    id: root

    required property Session session
    required property Language language
    required property var commands

    signal chosen(string key)

    function open() {
        palette.open()
    }

    FindModel {
        id: find
        session: root.session
        language: root.language
        commands: root.commands
        query: palette.query
    }
    CommandPalette {
        id: palette
        objectName: "palette"
        model: find
        placeholder: qsTr("Find a command, your data, an organisation")
        onActivated: key => root.chosen(key)
    }
}
