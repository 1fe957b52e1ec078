import QtQuick
import Assent.Kit

// A hairline; decoration, so it carries no meaning of its own.
Rectangle {
    implicitWidth: 120
    implicitHeight: 1
    color: Theme.divider
    Accessible.ignored: true
}
