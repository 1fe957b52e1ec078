import QtQuick

// Finds items below an item.
QtObject {
    function all(item, wanted) {
        let found = []
        for (let i = 0; i < item.children.length; ++i) {
            const child = item.children[i]
            if (!child.visible)
                continue
            if (wanted(child))
                found.push(child)
            found = found.concat(all(child, wanted))
        }
        return found
    }

    function focusable(item) {
        return all(item, child => child.activeFocusOnTab && child.enabled)
    }

    function texts(item) {
        return all(item, child => child.truncated !== undefined && child.lineHeight !== undefined && child.text !== "")
    }

    function named(item, name) {
        return all(item, child => child.objectName === name)[0] ?? null
    }

    function describe(item) {
        return item + " '" + (item.text ?? item.Accessible.name) + "' in " + item.parent + " in " + item.parent.parent
    }
}
