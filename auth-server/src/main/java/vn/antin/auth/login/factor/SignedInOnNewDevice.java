package vn.antin.auth.login.factor;

import java.time.Instant;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.SessionId;

/**
 * An official has logged in with a browser that their account had not been seen in. Published
 * inside the transaction that opens the session.
 *
 * @param first whether it is the first browser of this account at all
 * @param device the browser and system in a few words
 */
public record SignedInOnNewDevice(
    AccountId account,
    SessionId session,
    boolean first,
    Instant at,
    String device,
    String address) {}
