import QtQuick
import Assent.Kit

// A ProvenanceChip as wide as its words need and as its column lets it be; give
// it the column's whole width.
Item {
    id: root

    property alias source: chip.source
    property alias date: chip.date
    property alias iconName: chip.iconName

    implicitWidth: chip.implicitWidth
    implicitHeight: chip.height

    ProvenanceChip {
        id: chip
        width: Math.min(implicitWidth, root.width)
    }
}
