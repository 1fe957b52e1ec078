import QtQuick

// What the workplace expects of a page, and what a page may ask of it.
FocusScope {
    id: root

    // The side panel's content while the page has one to show.
    property Item inspectorItem: null
    property string inspectorTitle
    property bool inspectorOpen: false
    // There is room for the side panel; said by the workplace.
    property bool roomForPanel: true
    // Where the page opens: a purpose, a field, a filter.
    property string target

    // Where the pointer was before what is being told of now, in the window; said by the workplace.
    property point lastPointer

    // To another page, and what there.
    signal navigate(string page, string target)
    signal told(string message, int tone)
    signal findRequested
    // To the notice of a purpose, or of an act, exactly as it was served.
    signal noticeOfPurpose(string purpose)
    signal noticeOfEvent(string event)

    function closeInspector() {
        inspectorOpen = false
    }

    function focusHeading() {
    }

    // False for what comes to lie or scrolls under a pointer that stands still.
    function pointerMoved(at: point): bool {
        return at.x !== lastPointer.x || at.y !== lastPointer.y
    }
}
