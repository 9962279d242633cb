package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.Password;

/**
 * A directory that checks passwords for us. Thread-safe; holds pooled connections until closed.
 * Opening does not contact the directory.
 */
public final class Directory implements AutoCloseable {
  /** Longer names exist nowhere and would only cost the directory work. */
  private static final int MAX_USERNAME = 256;

  private final DirectorySource source;
  private final ProfileReader profiles;
  private final LDAPConnectionPool searches;
  private final LDAPConnectionPool binds;

  private Directory(DirectorySource source) {
    this.source = source;
    this.profiles = new ProfileReader(source.users().attributes());
    this.searches = Connections.forSearches(source);
    this.binds = Connections.forBinds(source);
  }

  /**
   * Prepares connections; the directory itself is first contacted by a check.
   *
   * @throws vn.antin.ldap.entry.LdapFault when the trust file cannot be used
   */
  public static Directory open(DirectorySource source) {
    return new Directory(source);
  }

  public String name() {
    return source.name();
  }

  /**
   * Finds the user and binds with the password. Takes at most the connect and response time-outs
   * for each of the two steps (once more when a pooled connection proved stale).
   */
  public CheckResult check(String username, Password password) {
    if (password.isEmpty()) {
      return new CheckResult.WrongPassword();
    }
    if (username.isBlank() || username.length() > MAX_USERNAME) {
      return new CheckResult.UnknownUser();
    }
    SearchResultEntry entry;
    try {
      List<SearchResultEntry> found = find(username);
      if (found.isEmpty()) {
        return new CheckResult.UnknownUser();
      }
      if (found.size() > 1) {
        return unavailable("more than one entry has the name given; narrow the base or the filter");
      }
      entry = found.getFirst();
    } catch (LDAPException failed) {
      return unavailable("search failed: " + describe(failed));
    }
    CheckResult.Reason closed;
    try {
      closed = Refusal.reason(bind(entry.getDN(), password));
    } catch (LDAPException failed) {
      return refused(failed);
    }
    if (closed != null) {
      return new CheckResult.Closed(closed);
    }
    Profile profile = profiles.read(entry, username);
    return profile == null
        ? unavailable(
            "the entry has none of %s; may the service account read it?"
                .formatted(source.users().attributes().externalId()))
        : new CheckResult.Accepted(profile);
  }

  @Override
  public void close() {
    searches.close();
    binds.close();
  }

  private List<SearchResultEntry> find(String username) throws LDAPException {
    Users users = source.users();
    SearchRequest request =
        new SearchRequest(
            users.base(),
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            2,
            Math.toIntExact(Math.max(1, source.servers().responseTimeout().toSeconds())),
            false,
            users.filterFor(username),
            users.attributes().requested());
    try {
      return entries(searches.search(request).getSearchEntries());
    } catch (LDAPSearchException failed) {
      if (failed.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return entries(failed.getSearchEntries());
      }
      throw failed;
    }
  }

  /** The SDK gives no list when entries go to a listener, which they never do here. */
  private static List<SearchResultEntry> entries(@Nullable List<SearchResultEntry> found) {
    return found == null ? List.of() : found;
  }

  private BindResult bind(String dn, Password password) throws LDAPException {
    return binds.bind(
        new SimpleBindRequest(
            dn, password.revealUtf8(), new DraftBeheraLDAPPasswordPolicy10RequestControl()));
  }

  private CheckResult refused(LDAPException failed) {
    CheckResult.Reason reason =
        failed instanceof LDAPBindException bind ? Refusal.reason(bind.getBindResult()) : null;
    if (reason != null) {
      return new CheckResult.Closed(reason);
    }
    return Refusal.isAboutCredentials(failed.getResultCode())
        ? new CheckResult.WrongPassword()
        : unavailable("bind failed: " + describe(failed));
  }

  private CheckResult unavailable(String detail) {
    return new CheckResult.Unavailable("directory %s: %s".formatted(source.name(), detail));
  }

  private static String describe(LDAPException failed) {
    String message = failed.getDiagnosticMessage();
    return message == null
        ? failed.getResultCode().toString()
        : failed.getResultCode() + " " + message;
  }
}
