/**
 * The signing desk: upload a PDF, see what will be signed, choose a certificate, approve at the
 * auth-server (RFC 9396 {@code authorization_details}), and have signing-service sign. Each
 * document is a row that belongs to the official, so a reload, the back button, a lost session or a
 * service that is away loses nothing. Signing twice is impossible by signing-service's rule that an
 * approved hash is spent once; a repeated call answers with what was signed before.
 */
@ApplicationModule(
    allowedDependencies = {"approval", "session", "upload", "upstream", "usbtoken", "web"})
@NullMarked
package vn.antin.admin.sign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
