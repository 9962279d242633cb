package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.GetEntryLDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PasswordProvider;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.LdapFault;

/**
 * Makes the two pools of a source: one bound as the service account for searches, one whose
 * connections only ever carry users' binds, so that no search can run as a user by mistake. Both
 * are filled on demand: a directory that is down does not stop the application from starting.
 */
final class Connections {
  private static final Duration HEALTH_CHECK_INTERVAL = Duration.ofSeconds(30);
  private static final Duration MAX_AGE = Duration.ofMinutes(30);

  private Connections() {}

  static LDAPConnectionPool forSearches(DirectorySource source) {
    ServiceAccount account = source.serviceAccount();
    return pool(
        source,
        new SimpleBindRequest(account.dn(), new PasswordFile(account.passwordFile())),
        " search");
  }

  static LDAPConnectionPool forBinds(DirectorySource source) {
    return pool(source, null, " bind");
  }

  private static LDAPConnectionPool pool(
      DirectorySource source, @Nullable SimpleBindRequest bind, String purpose) {
    Servers servers = source.servers();
    Way way = Way.to(servers);
    try {
      LDAPConnectionPool pool =
          new LDAPConnectionPool(
              new FailoverServerSet(
                  servers.hosts(), servers.ports(), way.sockets(), options(servers)),
              bind,
              0,
              servers.connections(),
              1,
              way.upgrade(),
              false,
              new GetEntryLDAPConnectionPoolHealthCheck(
                  "", servers.responseTimeout().toMillis(), false, false, false, true, true));
      pool.setConnectionPoolName(source.name() + purpose);
      pool.setRetryFailedOperationsDueToInvalidConnections(true);
      pool.setCreateIfNecessary(false);
      pool.setMaxWaitTimeMillis(servers.responseTimeout().toMillis());
      pool.setMaxConnectionAgeMillis(MAX_AGE.toMillis());
      pool.setHealthCheckIntervalMillis(HEALTH_CHECK_INTERVAL.toMillis());
      return pool;
    } catch (LDAPException impossible) {
      // With no initial connections nothing is contacted here.
      throw new LdapFault(
          LdapFault.Code.TLS, "cannot prepare connections to " + source.name(), impossible);
    }
  }

  /**
   * One connection, bound as the account; answers are read by whoever asks, none over the limit.
   */
  static LDAPConnection single(Servers servers, ServiceAccount account, int longestMessage)
      throws LDAPException {
    Way way = Way.to(servers);
    LDAPConnectionOptions options = options(servers);
    options.setUseSynchronousMode(true);
    options.setMaxMessageSize(longestMessage);
    return new FailoverServerSet(
            servers.hosts(),
            servers.ports(),
            way.sockets(),
            options,
            new SimpleBindRequest(account.dn(), new PasswordFile(account.passwordFile())),
            way.upgrade())
        .getConnection();
  }

  /** How the way is protected: from the first byte, by an upgrade, or not at all. */
  private record Way(SocketFactory sockets, @Nullable PostConnectProcessor upgrade) {
    static Way to(Servers servers) {
      return switch (servers.transport()) {
        case PLAIN -> new Way(SocketFactory.getDefault(), null);
        case START_TLS ->
            new Way(
                SocketFactory.getDefault(),
                new StartTLSPostConnectProcessor(Trust.context(servers.trustFile())));
        case LDAPS -> new Way(Trust.context(servers.trustFile()).getSocketFactory(), null);
      };
    }
  }

  private static LDAPConnectionOptions options(Servers servers) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(Math.toIntExact(servers.connectTimeout().toMillis()));
    options.setResponseTimeoutMillis(servers.responseTimeout().toMillis());
    options.setAbandonOnTimeout(true);
    options.setFollowReferrals(false);
    options.setBindWithDNRequiresPassword(true);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true, false));
    return options;
  }

  private static final class PasswordFile extends PasswordProvider {
    private static final long serialVersionUID = 1L;

    private final String path;

    PasswordFile(Path path) {
      this.path = path.toString();
    }

    @Override
    public byte[] getPasswordBytes() throws LDAPException {
      try {
        byte[] content = Files.readAllBytes(Path.of(path));
        int end = content.length;
        while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
          end--;
        }
        return Arrays.copyOf(content, end);
      } catch (IOException unreadable) {
        throw new LDAPException(
            ResultCode.LOCAL_ERROR, "cannot read the password file " + path, unreadable);
      }
    }
  }
}
