/**
 * Logging out everywhere: by a relying party's wish (OpenID Connect RP-Initiated Logout 1.0), and
 * telling every system that the session had reached (Back-Channel Logout 1.0, Front-Channel Logout
 * 1.0).
 *
 * <p>Whatever ends a session publishes {@link vn.antin.auth.session.SessionEnded} in its own
 * transaction; the notices are put into the outbox there, so no ended session goes untold. Tokens
 * need no message: they die with the session's row. Front-channel notices need the official's
 * browser and are made only when the official logs out in it; the page that makes them also says
 * how many systems have confirmed.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">RP-Initiated
 *     Logout</a>
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">Back-Channel
 *     Logout</a>
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html">Front-Channel
 *     Logout</a>
 */
@NullMarked
package vn.antin.auth.oauth2.logout;

import org.jspecify.annotations.NullMarked;
