/**
 * The one way through an approval, whatever is approved: the request goes to the auth-server (RFC
 * 9396 {@code authorization_details}), the official comes back with a grant or without, the grant
 * is kept (wrapped) until signing-service has taken it. Each approval is a row that belongs to the
 * official, so a reload, a second tab, a lost session or a service that is away loses nothing and
 * signs nothing twice: signing-service spends an approved hash once, and a spent approval leads to
 * what was signed with it.
 */
@ApplicationModule(
    allowedDependencies = {"authorization", "installation", "session", "upstream", "web"})
@NullMarked
package vn.antin.admin.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
