/**
 * Mail to officials: notices about their account, one-time codes and links.
 *
 * <p>A mail is a message of the outbox, put in the transaction of what it tells of; its address,
 * subject and text lie there wrapped by the root key. It leaves by SMTP (RFC 5321) with TLS (RFC
 * 3207, RFC 8314), as plain text (RFC 5322, RFC 2045), marked as sent by a machine (RFC 3834). Its
 * Message-ID follows from the outbox row, so a mail that is sent again is not a second one. Where
 * there is no mail server, a folder takes the mails and a page of this server shows them.
 */
@ApplicationModule(allowedDependencies = {"account", "outbox", "web"})
@NullMarked
package vn.antin.auth.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
