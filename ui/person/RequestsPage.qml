import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// P5: what the person may demand. Each card begins one right.
WorkPage {
    id: root

    required property Session session
    required property Language language
    required property ExportModel copy

    property bool erasing: false
    property bool copying: copy.state === ExportModel.Working || copy.state === ExportModel.Done

    function focusHeading() {
        view.focusHeading()
    }

    function openCopy() {
        copying = true
        later.restart()
    }

    function openErasure() {
        erasing = true
        eraseLater.restart()
    }

    // When the card that was just shown has its place.
    Timer {
        id: later
        interval: 0
        onTriggered: copyCard.settleFocus()
    }
    Timer {
        id: eraseLater
        interval: 0
        onTriggered: eraseCard.focusHeading()
    }

    // Here the card tells of it; elsewhere the tray does.
    Component.onCompleted: copy.attended = true
    Component.onDestruction: {
        if (copy)
            copy.attended = false
    }
    onTargetChanged: {
        if (target === "copy")
            openCopy()
        else if (target === "erase")
            openErasure()
    }

    ErasureModel {
        id: erasureModel
        session: root.session
        language: root.language
    }

    PageView {
        id: view
        anchors.fill: parent
        heading: qsTr("Your rights")
        detail: qsTr("What you may demand, and where to begin. You need no reason for any of it.")

        PageError {
            width: parent.width
            message: erasureModel.errorText
        }
        EraseCard {
            id: eraseCard
            objectName: "eraseCard"
            width: parent.width
            visible: erasureModel.loaded && (root.erasing || erasureModel.pending)
            session: root.session
            erasure: erasureModel
            onTold: message => root.told(message, Theme.Success)
            onClosed: {
                root.erasing = false
                root.focusHeading()
            }
        }
        ExportCard {
            id: copyCard
            objectName: "exportCard"
            width: parent.width
            visible: root.copying
            copy: root.copy
            onClosed: {
                root.copying = false
                root.focusHeading()
            }
        }
        GridLayout {
            objectName: "rightsReady"
            width: parent.width
            columns: width / Theme.textScale < 640 ? 1 : 2
            columnSpacing: Theme.space4
            rowSpacing: Theme.space4

            RightCard {
                objectName: "rightCopy"
                title: qsTr("A copy of my data")
                explanation: qsTr("Everything held about you, in one file that you can read and take elsewhere.")
                iconName: "download"
                actionText: qsTr("Get a copy")
                available: !root.copying
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.openCopy()
            }
            RightCard {
                objectName: "rightCorrect"
                title: qsTr("Correct my data")
                explanation: qsTr("Change what you told yourself, and settle what sources hold differently.")
                iconName: "pencil"
                actionText: qsTr("See and correct")
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.navigate("data", "")
            }
            RightCard {
                objectName: "rightObject"
                title: qsTr("Object or withdraw")
                explanation: qsTr("Stop a use of your data. It holds at once, on this computer and everywhere it is sent.")
                iconName: "ban"
                actionText: qsTr("See and stop")
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.navigate("choices", "")
            }
            RightCard {
                objectName: "rightKnow"
                title: qsTr("Know who has it")
                explanation: qsTr("Which organisations hold or receive your data, from where, why and for how long.")
                iconName: "building-2"
                actionText: qsTr("See organisations")
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.navigate("organisations", "")
            }
            RightCard {
                objectName: "rightErase"
                title: qsTr("Erase my account")
                explanation: qsTr("Everything held about you goes for good. You have time to change your mind.")
                iconName: "trash-2"
                actionText: qsTr("See what goes")
                available: !eraseCard.visible
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                onFollowed: root.openErasure()
            }
        }
    }
}
