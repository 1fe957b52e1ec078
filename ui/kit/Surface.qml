import QtQuick

// The base of what is no button or field: padding, a background and a content
// item, like a Control. It is an Item because a Control of Qt 6.4 reports its
// own role to assistive tools and ignores Accessible.role.
Item {
    id: root

    property Item contentItem: null
    property Item background: null
    property real padding: 0
    property real leftPadding: padding
    property real rightPadding: padding
    property real topPadding: padding
    property real bottomPadding: padding
    property real spacing: 0
    property font font
    property alias hoverEnabled: hover.enabled

    readonly property alias hovered: hover.hovered
    readonly property bool mirrored: LayoutMirroring.enabled
    readonly property real availableWidth: Math.max(0, width - leftPadding - rightPadding)
    readonly property real availableHeight: Math.max(0, height - topPadding - bottomPadding)
    readonly property real implicitContentWidth: contentItem ? contentItem.implicitWidth : 0
    readonly property real implicitContentHeight: contentItem ? contentItem.implicitHeight : 0

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding

    onContentItemChanged: {
        if (contentItem)
            contentItem.parent = root
    }
    onBackgroundChanged: {
        if (background) {
            background.parent = root
            background.z = -1
        }
    }

    HoverHandler {
        id: hover
        enabled: false
    }
    Binding { target: root.contentItem; property: "x"; value: root.leftPadding; when: root.contentItem !== null }
    Binding { target: root.contentItem; property: "y"; value: root.topPadding; when: root.contentItem !== null }
    Binding { target: root.contentItem; property: "width"; value: root.availableWidth; when: root.contentItem !== null }
    Binding { target: root.contentItem; property: "height"; value: root.availableHeight; when: root.contentItem !== null }
    Binding { target: root.background; property: "width"; value: root.width; when: root.background !== null }
    Binding { target: root.background; property: "height"; value: root.height; when: root.background !== null }
}
