package vn.antin.signing.engine.online;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Guarded HTTP. Never throws for anything that an address or its owner does, and returns within the
 * time set. Thread-safe.
 *
 * <p>A name is looked up and judged just before it is used; the JDK's own memory of names (security
 * property {@code networkaddress.cache.ttl}, 30 s by default) makes the connection go to the
 * addresses that were judged. Do not set that property to 0.
 */
public final class Online implements AutoCloseable {

  private static final int OK = 200;

  private final OnlineLimits limits;
  private final HttpClient client;

  public Online(OnlineLimits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            // A proxy would look names up by itself, after we have judged them.
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(limits.connect())
            .build();
  }

  /**
   * Fetches a document.
   *
   * @param longest bytes of the body; a longer one is a failure
   */
  public Answer get(URI address, String accept, int longest) {
    return send(address, request -> request.header("Accept", accept).GET(), longest);
  }

  /**
   * Posts a question.
   *
   * @param longest bytes of the answer; a longer one is a failure
   */
  public Answer post(URI address, String contentType, byte[] body, String accept, int longest) {
    return send(
        address,
        request ->
            request
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .POST(BodyPublishers.ofByteArray(body)),
        longest);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private interface Form {
    HttpRequest.Builder fill(HttpRequest.Builder request);
  }

  private Answer send(URI address, Form form, int longest) {
    long end = System.nanoTime() + limits.whole().toNanos();
    URI at = address;
    for (int turn = 0; turn <= limits.redirects(); turn++) {
      Answer objection = objection(at);
      if (objection != null) {
        return objection;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (!left.isPositive()) {
        return late();
      }
      HttpRequest request = form.fill(HttpRequest.newBuilder(at).timeout(left)).build();
      switch (exchange(request, left, longest)) {
        case Moved(URI next) -> at = next;
        case Ended(Answer answer) -> {
          return answer;
        }
      }
    }
    return new Answer.Failed("more than " + limits.redirects() + " redirects");
  }

  private sealed interface Turn {}

  private record Moved(URI next) implements Turn {}

  private record Ended(Answer answer) implements Turn {}

  private Turn exchange(HttpRequest request, Duration left, int longest) {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
    try {
      HttpResponse<byte[]> response = pending.get(left.toMillis() + 1, TimeUnit.MILLISECONDS);
      return turn(request.uri(), response);
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Ended(late());
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return new Ended(new Answer.Failed("interrupted"));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        return new Ended(new Answer.Failed(said(failure)));
      }
      throw new IllegalStateException("The request failed in an unexpected way", cause);
    }
  }

  private static String said(IOException failure) {
    if (failure instanceof ConnectException) {
      return "cannot be reached";
    }
    String name = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
  }

  private static Turn turn(URI asked, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == OK) {
      return new Ended(new Answer.Received(response.body()));
    }
    boolean moved = status == 301 || status == 302 || status == 307 || status == 308;
    String location = response.headers().firstValue("Location").orElse("");
    if (moved && !location.isEmpty()) {
      try {
        return new Moved(asked.resolve(location));
      } catch (IllegalArgumentException e) {
        return new Ended(new Answer.Failed("a redirect to what is no address"));
      }
    }
    return new Ended(new Answer.Failed("status " + status));
  }

  private Answer late() {
    return new Answer.Failed("no whole answer within " + limits.whole().toMillis() + " ms");
  }

  private @Nullable Answer objection(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    if (!(scheme.equals("http") || scheme.equals("https"))
        || host == null
        || address.getRawUserInfo() != null) {
      return new Answer.Refused(
          "expected an http or https address with a host and without user, found " + address);
    }
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (limits.allowedHosts().contains(name.toLowerCase(Locale.ROOT))) {
      return null;
    }
    try {
      boolean open = Stream.of(InetAddress.getAllByName(name)).allMatch(PublicAddresses::has);
      return open
          ? null
          : new Answer.Refused(host + " has an address that is not public, and is not allowed");
    } catch (UnknownHostException e) {
      return new Answer.Failed("UnknownHostException: " + host); // asked again, it could have one
    }
  }
}
