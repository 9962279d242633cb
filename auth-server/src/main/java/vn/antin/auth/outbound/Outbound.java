package vn.antin.auth.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Guarded HTTP to addresses that others named. {@code https} only; {@code http} to loopback
 * addresses that the operator allows and for what is signed by itself. Every call returns within
 * the time set, never throws for anything that the address or its owner does, and never holds up a
 * virtual thread's carrier: the waiting is done by a bounded number of platform threads.
 * Thread-safe.
 */
@Component
public final class Outbound implements AutoCloseable {
  private static final Set<String> SCHEMES = Set.of("https", "http");
  private static final int AT_ONCE = 32;
  private static final int QUEUED = 256;

  /** One slow host does not take the way from all others. */
  private static final int PER_HOST = 8;

  private static final Duration THREADS_KEPT = Duration.ofSeconds(30);

  private final Lookup lookup;
  private final Reach reach;
  private final Exchange exchange;
  private final Duration timeout;
  private final ThreadPoolExecutor threads;
  private final MeterRegistry meters;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  /** Names to addresses. */
  interface Lookup {
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  @Autowired
  Outbound(OutboundProperties properties, MeterRegistry meters) {
    this(properties, InetAddress::getAllByName, meters);
  }

  Outbound(OutboundProperties properties, Lookup lookup, MeterRegistry meters) {
    this.lookup = lookup;
    this.reach = new Reach(properties.networks());
    this.timeout = properties.timeout();
    this.exchange =
        new Exchange(
            Trust.context(properties.trust()), properties.connectTimeout(), timeout, AT_ONCE);
    this.meters = meters;
    this.threads =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            THREADS_KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED),
            Thread.ofPlatform().name("outbound-", 1).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Fetches a document.
   *
   * @param accept media type asked for
   * @param maxBytes a longer body is a failure
   */
  public Answer get(URI address, String accept, int maxBytes) {
    return get(address, accept, Map.of(), maxBytes);
  }

  /**
   * Fetches a document with further headers.
   *
   * @param headers a value with line breaks is refused
   */
  public Answer get(URI address, String accept, Map<String, String> headers, int maxBytes) {
    return get(address, accept, headers, maxBytes, false);
  }

  /**
   * Fetches what carries its own signature, which the caller checks (a revocation list): plain
   * {@code http} will do, as RFC 5280 §8 even wants it.
   */
  public Answer getSigned(URI address, String accept, int maxBytes) {
    return get(address, accept, Map.of(), maxBytes, true);
  }

  private Answer get(
      URI address, String accept, Map<String, String> headers, int maxBytes, boolean signed) {
    if (!wellFormed(address)) {
      return counted(refused(address));
    }
    HttpGet request = new HttpGet(address);
    request.addHeader("Accept", accept);
    return counted(send(address, request, headers, maxBytes, signed));
  }

  /**
   * Posts a body.
   *
   * @param headers further headers; a value with line breaks is refused
   * @param maxBytes of the answer; a longer body is a failure
   */
  public Answer post(
      URI address, String contentType, byte[] body, Map<String, String> headers, int maxBytes) {
    return post(address, contentType, body, headers, maxBytes, false);
  }

  /**
   * Asks a question whose answer carries its own signature, which the caller checks (OCSP): plain
   * {@code http} will do.
   */
  public Answer postForSigned(URI address, String contentType, byte[] body, int maxBytes) {
    return post(address, contentType, body, Map.of(), maxBytes, true);
  }

  private Answer post(
      URI address,
      String contentType,
      byte[] body,
      Map<String, String> headers,
      int maxBytes,
      boolean signed) {
    if (!wellFormed(address)) {
      return counted(refused(address));
    }
    HttpPost request = new HttpPost(address);
    request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
    return counted(send(address, request, headers, maxBytes, signed));
  }

  private Answer send(
      URI address,
      HttpUriRequestBase request,
      Map<String, String> headers,
      int maxBytes,
      boolean signed) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getValue().chars().anyMatch(c -> c < ' ' || c > '~')) {
        return new Answer.Refused("expected printable ASCII in header " + header.getKey());
      }
      request.addHeader(header.getKey(), header.getValue());
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (underWay.merge(host, 1, Integer::sum) > PER_HOST) {
      done(host);
      return new Answer.Failed(0, "too many requests to this host are under way");
    }
    try {
      return sendInTime(address, request, maxBytes, signed);
    } finally {
      done(host);
    }
  }

  private void done(String host) {
    underWay.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
  }

  private Answer sendInTime(URI address, HttpUriRequestBase request, int maxBytes, boolean signed) {
    FutureTask<Answer> work = new FutureTask<>(() -> exchange(address, request, maxBytes, signed));
    try {
      threads.execute(work);
      return work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return new Answer.Failed(0, "too many requests to others are under way");
    } catch (TimeoutException e) {
      giveUp(request, work);
      return new Answer.Failed(0, "no whole answer within " + timeout);
    } catch (InterruptedException e) {
      giveUp(request, work);
      Thread.currentThread().interrupt();
      return new Answer.Failed(0, "interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the request failed in an unexpected way", e.getCause());
    }
  }

  private void giveUp(HttpUriRequestBase request, FutureTask<Answer> work) {
    work.cancel(true);
    threads.remove(work);
    request.cancel();
  }

  private static boolean wellFormed(URI address) {
    return SCHEMES.contains(scheme(address))
        && address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null;
  }

  private static Answer refused(URI address) {
    return new Answer.Refused(
        "expected an https address with a host, without user or fragment, found " + address);
  }

  private static String scheme(URI address) {
    return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
  }

  private Answer exchange(URI address, HttpUriRequestBase request, int maxBytes, boolean signed) {
    String scheme = scheme(address);
    String host = address.getHost();
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      InetAddress[] found = lookup.resolve(name);
      if (!Arrays.stream(found).allMatch(reach::permits)) {
        return new Answer.Refused(
            host + " has an address that is neither public nor in antin.outbound.allowed-networks");
      }
      if (!signed
          && scheme.equals("http")
          && !Arrays.stream(found).allMatch(InetAddress::isLoopbackAddress)) {
        return new Answer.Refused("expected https, found " + address);
      }
      int standard = scheme.equals("https") ? 443 : 80;
      int port = address.getPort() < 0 ? standard : address.getPort();
      return exchange.with(new HttpHost(scheme, found[0], name, port), request, maxBytes);
    } catch (UnknownHostException e) {
      return new Answer.Failed(0, "the name %s does not resolve".formatted(host));
    } catch (IOException e) {
      return new Answer.Failed(0, "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  private Answer counted(Answer answer) {
    String outcome =
        switch (answer) {
          case Answer.Ok _ -> "ok";
          case Answer.Refused _ -> "refused";
          case Answer.Failed _ -> "failed";
        };
    meters.counter("antin.outbound.requests", "outcome", outcome).increment();
    return answer;
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    exchange.close();
  }
}
