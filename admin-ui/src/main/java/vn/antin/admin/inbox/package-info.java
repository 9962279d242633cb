/**
 * The official's signing inbox: what applications ask an official to sign ({@code /v1/inbox} of
 * signing-service). The official reads what waits, looks at the pages, rejects it or hands it on,
 * or approves many at once with one gesture at the auth-server (RFC 9396, pushed by RFC 9126 when
 * it is large); signing goes on in the background (RFC 7240 {@code respond-async}) while the page
 * shows how far it is. Everything works without script; with it the pages refresh themselves
 * (server-sent events, WHATWG HTML).
 */
@ApplicationModule(
    allowedDependencies = {"approval", "session", "upload", "upstream", "usbtoken", "web"})
@NullMarked
package vn.antin.admin.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
