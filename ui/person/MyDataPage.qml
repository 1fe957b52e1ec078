pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit
import Assent.Session
import Assent.Person

// P2: what is known about the person.
WorkPage {
    id: root

    required property Session session
    required property Language language
    readonly property ProfileModel profile: ProfileModel {
        session: root.session
        language: root.language
    }

    readonly property var categories: profile.categories
    property string selected
    property string editing
    property string error

    function focusHeading() {
        view.focusHeading()
    }

    function closeInspector() {
        selected = ""
    }

    function edit(key: string) {
        error = ""
        editing = key
    }

    function refocus(key: string) {
        const row = rows.itemAt(profile.rowOf(key))
        if (row)
            row.forceActiveFocus(Qt.TabFocusReason)
    }

    function showTarget() {
        const row = rows.itemAt(profile.rowOf(target))
        if (!row)
            return
        selected = target
        view.ensureVisible(row)
    }

    inspectorTitle: selected === "" ? "" : panelFact.label ?? ""
    inspectorOpen: selected !== "" && (panelFact.key ?? "") === selected
    inspectorItem: KitScrollView {
        id: panel
        width: parent?.width ?? 0
        height: parent?.height ?? 0
        padding: Theme.space4
        // Made when there is something to show and room for it: layouts of Qt 6.4
        // do not get over a first width of nothing.
        Repeater {
            model: root.inspectorOpen && panel.width > 0 ? 1 : 0
            delegate: FactPanel {
                width: parent?.width ?? 0
                fact: root.panelFact
                busy: root.profile.savingKey !== ""
                onEditRequested: root.edit(root.selected)
                onChosen: id => root.profile.choose(root.selected, id)
            }
        }
    }

    property var panelFact: ({})
    function refreshPanel() {
        panelFact = selected === "" ? ({}) : profile.fact(selected)
    }
    onSelectedChanged: refreshPanel()

    // When the rows that were just made have their places.
    Timer {
        id: later
        interval: 0
        onTriggered: root.showTarget()
    }
    Connections {
        target: root.profile
        function onPresented() {
            root.refreshPanel()
        }
        function onSaved(key: string, label: string) {
            root.editing = ""
            root.refocus(key)
            if (label !== "")
                //: %1 is a field: "Phone"
                root.told(qsTr("Saved: %1").arg(label), Theme.Success)
        }
        function onRefused(key: string, message: string) {
            if (root.editing === key)
                root.error = message
            else
                root.told(message, Theme.Warn)
        }
    }

    PageView {
        id: view
        anchors.fill: parent
        heading: qsTr("What is known about you")
        detail: qsTr("Each entry says where it came from, what it is for and until when it is kept.")

        PageError {
            width: parent.width
            message: root.profile.errorText
        }
        Skeleton {
            width: parent.width
            rows: 8
            visible: running
            running: !root.profile.loaded && root.profile.errorText === ""
        }
        SegmentedChoice {
            width: Math.min(implicitWidth, parent.width)
            visible: root.profile.loaded && root.categories.length > 2
            label: qsTr("Show")
            value: root.profile.category
            //: A category and how many facts it holds: "About you (4)"
            options: root.categories.map(entry =>
                ({ value: entry.value, label: qsTr("%1 (%2)").arg(entry.label).arg(entry.count) }))
            onActivated: value => root.profile.category = value
        }
        EmptyState {
            width: parent.width
            visible: root.profile.loaded && root.profile.count === 0
            text: qsTr("Nothing is known about you here.")
            iconName: "user"
        }
        Column {
            width: parent.width
            spacing: 0

            Repeater {
                id: rows
                model: root.profile
                onCountChanged: if (root.target !== "") later.restart()

                delegate: Column {
                    id: entry

                    required property int index
                    required property string key
                    required property string label
                    required property string value
                    required property string raw
                    required property string source
                    required property string sourceIcon
                    required property string collected
                    required property string purposes
                    required property string kept
                    required property real keptShare
                    required property bool editable
                    required property bool conflict
                    required property string section
                    required property bool firstOfSection

                    width: parent ? parent.width : 0

                    SectionHeading {
                        width: parent.width
                        visible: entry.firstOfSection
                        text: entry.section
                        topPadding: (entry.index === 0 ? 0 : Theme.space6) + halfLeading
                        bottomPadding: Theme.space2 - halfLeading
                    }
                    Divider {
                        width: parent.width
                    }
                    FactRow {
                        width: parent.width
                        key: entry.key
                        label: entry.label
                        value: entry.value
                        raw: entry.raw
                        source: entry.source
                        sourceIcon: entry.sourceIcon
                        collected: entry.collected
                        purposes: entry.purposes
                        kept: entry.kept
                        keptShare: entry.keptShare
                        editable: entry.editable
                        conflict: entry.conflict
                        current: root.selected === entry.key && root.inspectorOpen
                        editing: root.editing === entry.key
                        saving: root.profile.savingKey === entry.key
                        error: editing ? root.error : ""
                        onOpened: root.selected = root.selected === entry.key ? "" : entry.key
                        onEditRequested: root.edit(entry.key)
                        onSaved: text => root.profile.save(entry.key, text)
                        onCancelled: {
                            root.editing = ""
                            forceActiveFocus(Qt.TabFocusReason)
                        }
                    }
                }
            }
        }
    }
}
