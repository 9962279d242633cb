package vn.antin.signing.timestamp.clock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Asks all sources at the same time, each once, none longer than the limit. */
final class Sntp {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ROOM = 1024;

  private final List<TimeServer> servers;
  private final Duration limit;
  private final Duration slowest;
  private final InstantSource time;
  private final LongSupplier nanos;

  Sntp(ClockSettings settings, InstantSource time, LongSupplier nanos) {
    this.servers = settings.servers().stream().map(TimeServer::parse).toList();
    this.limit = settings.timeout();
    this.slowest = settings.tolerance();
    this.time = time;
    this.nanos = nanos;
  }

  int servers() {
    return servers.size();
  }

  List<Reading> ask() throws InterruptedException {
    var readings = new ArrayList<Reading>();
    var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sntp-", 0).factory());
    try {
      var questions = servers.stream().map(each -> (Callable<Reading>) () -> ask(each)).toList();
      var answers = threads.invokeAll(questions, limit.toNanos(), TimeUnit.NANOSECONDS);
      for (var i = 0; i < answers.size(); i++) {
        try {
          readings.add(answers.get(i).get());
        } catch (ExecutionException | CancellationException e) {
          readings.add(new Reading.Failed(servers.get(i).toString(), "did not answer in time"));
        }
      }
    } finally {
      threads.shutdownNow(); // not close(): a name that does not resolve would be waited for
    }
    return List.copyOf(readings);
  }

  private Reading ask(TimeServer server) {
    var name = server.toString();
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()));
      socket.setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
      var nonce = RANDOM.nextLong();
      var question = SntpAnswer.question(nonce);
      var answer = new DatagramPacket(new byte[ROOM], ROOM);
      var sent = time.instant();
      var began = nanos.getAsLong();
      socket.send(new DatagramPacket(question, question.length));
      socket.receive(answer);
      var took = Duration.ofNanos(nanos.getAsLong() - began);
      return SntpAnswer.judge(
          name, answer.getData(), answer.getLength(), nonce, sent, took, slowest);
    } catch (SocketTimeoutException e) {
      return new Reading.Failed(name, "did not answer in time");
    } catch (IOException | RuntimeException e) {
      return new Reading.Failed(name, "cannot be asked: " + e.getMessage());
    }
  }
}
