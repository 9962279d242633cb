package vn.antin.ldap.gateway;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.gateway.SearchHandler.Done;

/**
 * Runs the operations that cost something, so many at a time; a fault of the application becomes
 * {@code unavailable}. Shared by all connections.
 */
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final long PATIENCE_SECONDS = 2;

  private final GatewaySettings settings;
  private final Tree tree;
  private final BindHandler binds;
  private final SearchHandler searches;
  private final CompareHandler compares;
  private final Semaphore permits;

  Dispatcher(GatewaySettings settings, AccountsPort accounts) {
    this.settings = settings;
    this.tree = new Tree(settings.suffix());
    Entries entries = new Entries(tree);
    ServerEntries server = new ServerEntries(tree, settings.tls() != null);
    Lookup lookup = new Lookup(accounts, entries, settings.readers());
    this.binds = new BindHandler(accounts, tree);
    this.searches = new SearchHandler(tree, entries, server, lookup, settings.limits());
    this.compares = new CompareHandler(tree, entries, server, lookup, settings.limits());
    this.permits = new Semaphore(settings.limits().concurrentRequests(), true);
  }

  Limits limits() {
    return settings.limits();
  }

  @Nullable SSLContext tls() {
    Supplier<SSLContext> tls = settings.tls();
    return tls == null ? null : tls.get();
  }

  Reply bind(BindRequestProtocolOp request, List<Control> controls, Client client) {
    if (hasCritical(controls)) {
      client.anonymous();
      return Reply.of(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "no control works with a bind");
    }
    return limited(() -> binds.bind(request, client), Reply.BUSY, Reply.UNAVAILABLE);
  }

  Done search(
      SearchRequestProtocolOp request,
      List<Control> controls,
      Client client,
      SearchHandler.Output output)
      throws IOException {
    try {
      return limited(
          () -> {
            try {
              return searches.search(request, controls, client, output);
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            }
          },
          Done.of(Reply.BUSY),
          Done.of(Reply.UNAVAILABLE));
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  Reply compare(CompareRequestProtocolOp request, List<Control> controls, Client client) {
    return limited(
        () -> compares.compare(request, controls, client), Reply.BUSY, Reply.UNAVAILABLE);
  }

  /** RFC 4532: the authorization identity, empty while anonymous. */
  String whoAmI(Client client) {
    BindOutcome.Accepted account = client.account();
    return account == null ? "" : "dn:" + tree.personDn(account.username());
  }

  /** Lets what is under way finish, within a limit. */
  void drain() {
    try {
      if (!permits.tryAcquire(
          settings.limits().concurrentRequests(), 2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.INFO, "stopping although requests are still under way");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  static boolean hasCritical(List<Control> controls) {
    return controls.stream().anyMatch(Control::isCritical);
  }

  private <T> T limited(Supplier<T> work, T busy, T unavailable) {
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return busy;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return busy;
    }
    try {
      return work.get();
    } catch (UncheckedIOException gone) {
      throw gone;
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "the application could not answer a request", fault);
      return unavailable;
    } finally {
      permits.release();
    }
  }
}
