import QtQuick
import QtWebEngine
import Assent.Notice

// The engine with everything refused but the one page of its profile.
WebEngineView {
    id: root

    property bool opening: false

    signal shown
    signal failed(string reason)

    function open(bytes: var, mediaType: string, language: string, heading: string, about: string) {
        pages.hold(bytes, mediaType, language, heading, about)
        opening = true
        url = pages.url
    }

    profile: NoticeProfile {
        id: pages
        onDownloadRequested: download => download.cancel()
    }
    settings {
        javascriptEnabled: false
        javascriptCanOpenWindows: false
        javascriptCanAccessClipboard: false
        javascriptCanPaste: false
        allowWindowActivationFromJavaScript: false
        localStorageEnabled: false
        localContentCanAccessRemoteUrls: false
        localContentCanAccessFileUrls: false
        allowRunningInsecureContent: false
        allowGeolocationOnInsecureOrigins: false
        autoLoadImages: false
        autoLoadIconsForPage: false
        touchIconsEnabled: false
        hyperlinkAuditingEnabled: false
        dnsPrefetchEnabled: false
        errorPageEnabled: false
        pluginsEnabled: false
        pdfViewerEnabled: false
        fullScreenSupportEnabled: false
        screenCaptureEnabled: false
        webGLEnabled: false
        accelerated2dCanvasEnabled: false
        webRTCPublicInterfacesOnly: true
        playbackRequiresUserGesture: true
        navigateOnDropEnabled: false
        focusOnNavigationEnabled: false
        unknownUrlSchemePolicy: WebEngineSettings.DisallowUnknownUrlSchemes
    }

    onNavigationRequested: request => {
        if (!opening || request.url.toString() !== pages.url.toString())
            request.reject()
    }
    onLoadingChanged: info => {
        if (!opening || info.status === WebEngineView.LoadStartedStatus)
            return
        opening = false
        if (info.status === WebEngineView.LoadSucceededStatus)
            shown()
        else
            failed("the page was not loaded: " + info.errorString)
    }
    // What a page says to its console is not for our log.
    onJavaScriptConsoleMessage: { }
    onRenderProcessTerminated: (status, code) => failed("the engine's process ended with " + code)
    onFeaturePermissionRequested: (origin, feature) => grantFeaturePermission(origin, feature, false)
    // What is accepted here and answered by nobody opens no window of the engine's own.
    onContextMenuRequested: request => request.accepted = true
    onTooltipRequested: request => request.accepted = true
    onTouchSelectionMenuRequested: request => request.accepted = true
    onColorDialogRequested: request => {
        request.accepted = true
        request.dialogReject()
    }
    onFileDialogRequested: request => {
        request.accepted = true
        request.dialogReject()
    }
    onAuthenticationDialogRequested: request => {
        request.accepted = true
        request.dialogReject()
    }
    onJavaScriptDialogRequested: request => {
        request.accepted = true
        request.dialogReject()
    }
    onFileSystemAccessRequested: request => request.reject()
    onQuotaRequested: request => request.reject()
    onRegisterProtocolHandlerRequested: request => request.reject()
    onCertificateError: error => error.rejectCertificate()
    onSelectClientCertificate: selection => selection.selectNone()
}
