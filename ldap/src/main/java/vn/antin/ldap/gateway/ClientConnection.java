package vn.antin.ldap.gateway;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AbandonRequestProtocolOp;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.protocol.UnbindRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, served by one virtual thread, one request after the other. An abandon
 * therefore always comes too late, which RFC 4511 §4.11 allows. Whatever takes too long (a byte at
 * a time, an answer nobody reads, an idle connection) is ended by the {@link Watchdog}.
 */
final class ClientConnection implements Runnable, Watchdog.Watched {
  /** RFC 4511 §4.4.1. */
  private static final String NOTICE_OF_DISCONNECTION = "1.3.6.1.4.1.1466.20036";

  private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());
  private static final Duration ONE_MESSAGE = Duration.ofSeconds(10);
  private static final Duration ANSWERING = Duration.ofSeconds(30);

  private final Socket raw;
  private final boolean ldaps;
  private final Dispatcher dispatcher;
  private final MessageReader reader;
  private final Client client;
  private final Watchdog.Deadline deadline = new Watchdog.Deadline();
  private Socket socket;
  private InputStream in;
  private OutputStream out;

  ClientConnection(Socket raw, boolean ldaps, Dispatcher dispatcher) throws IOException {
    this.raw = raw;
    this.ldaps = ldaps;
    this.dispatcher = dispatcher;
    this.reader = new MessageReader(dispatcher.limits().messageBytes());
    this.client = new Client(raw.getInetAddress());
    this.socket = raw;
    this.in = raw.getInputStream();
    this.out = new BufferedOutputStream(raw.getOutputStream());
    deadline.in(dispatcher.limits().idleAnonymous());
  }

  @Override
  public Watchdog.Deadline deadline() {
    return deadline;
  }

  /** Ends the connection from outside: closing the plain socket never waits for the peer. */
  @Override
  public void abort() {
    try {
      raw.close();
    } catch (IOException alreadyGone) {
      LOG.log(System.Logger.Level.TRACE, "closing a connection failed", alreadyGone);
    }
  }

  @Override
  public void run() {
    try {
      SSLContext tls = ldaps ? dispatcher.tls() : null;
      if (tls != null) {
        secure(tls);
      }
      while (serveNext()) {
        out.flush();
      }
      deadline.in(ONE_MESSAGE);
      socket.close();
    } catch (MessageReader.Malformed malformed) {
      disconnect(ResultCode.PROTOCOL_ERROR, String.valueOf(malformed.getMessage()));
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.TRACE, "a connection ended", gone);
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "a connection is ended after a fault", fault);
      disconnect(ResultCode.UNAVAILABLE, "internal fault");
    } finally {
      abort();
    }
  }

  private boolean serveNext() throws IOException, MessageReader.Malformed {
    Limits limits = dispatcher.limits();
    deadline.in(client.account() == null ? limits.idleAnonymous() : limits.idleBound());
    Duration oneMessage =
        ONE_MESSAGE.compareTo(limits.idleAnonymous()) < 0 ? ONE_MESSAGE : limits.idleAnonymous();
    LDAPMessage message = reader.read(in, () -> deadline.in(oneMessage));
    if (message == null) {
      return false;
    }
    if (message.getMessageID() <= 0) {
      throw new MessageReader.Malformed("a request's id must be positive");
    }
    deadline.in(limits.searchTime().plus(ANSWERING));
    return serve(message.getMessageID(), message.getProtocolOp(), message.getControls());
  }

  private boolean serve(int id, ProtocolOp request, List<Control> controls)
      throws IOException, MessageReader.Malformed {
    switch (request) {
      case BindRequestProtocolOp bind -> {
        Reply reply = dispatcher.bind(bind, controls, client);
        send(
            id,
            new BindResponseProtocolOp(
                reply.code().intValue(), reply.matchedDn(), reply.diagnostic(), null, null),
            List.of());
      }
      case SearchRequestProtocolOp search -> search(id, search, controls);
      case CompareRequestProtocolOp compare -> {
        Reply reply = dispatcher.compare(compare, controls, client);
        send(
            id,
            new CompareResponseProtocolOp(
                reply.code().intValue(), reply.matchedDn(), reply.diagnostic(), null),
            List.of());
      }
      case ExtendedRequestProtocolOp extended -> extended(id, extended, controls);
      case AddRequestProtocolOp _ ->
          send(id, new AddResponseProtocolOp(refusal(), null, readOnly(), null), List.of());
      case DeleteRequestProtocolOp _ ->
          send(id, new DeleteResponseProtocolOp(refusal(), null, readOnly(), null), List.of());
      case ModifyRequestProtocolOp _ ->
          send(id, new ModifyResponseProtocolOp(refusal(), null, readOnly(), null), List.of());
      case ModifyDNRequestProtocolOp _ ->
          send(id, new ModifyDNResponseProtocolOp(refusal(), null, readOnly(), null), List.of());
      case AbandonRequestProtocolOp _ -> {}
      case UnbindRequestProtocolOp _ -> {
        return false;
      }
      default -> throw new MessageReader.Malformed("a client may not send a response");
    }
    return true;
  }

  private void search(int id, SearchRequestProtocolOp search, List<Control> controls)
      throws IOException {
    Selection selection = new Selection(search.getAttributes(), search.typesOnly());
    SearchHandler.Done done =
        dispatcher.search(
            search,
            controls,
            client,
            entry ->
                send(
                    id,
                    new SearchResultEntryProtocolOp(entry.getDN(), selection.of(entry)),
                    List.of()));
    Reply reply = done.reply();
    send(
        id,
        new SearchResultDoneProtocolOp(
            reply.code().intValue(), reply.matchedDn(), reply.diagnostic(), null),
        done.controls());
  }

  private void extended(int id, ExtendedRequestProtocolOp request, List<Control> controls)
      throws IOException {
    if (Dispatcher.hasCritical(controls)) {
      reply(id, ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "control not supported", null, null);
      return;
    }
    switch (request.getOID()) {
      case StartTLSExtendedRequest.STARTTLS_REQUEST_OID -> startTls(id);
      case WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID ->
          reply(id, ResultCode.SUCCESS, "", null, new ASN1OctetString(dispatcher.whoAmI(client)));
      default ->
          reply(id, ResultCode.PROTOCOL_ERROR, "extended operation not supported", null, null);
    }
  }

  private void startTls(int id) throws IOException {
    String oid = StartTLSExtendedRequest.STARTTLS_REQUEST_OID;
    SSLContext tls = dispatcher.tls();
    if (tls == null) {
      reply(id, ResultCode.PROTOCOL_ERROR, "this gateway has no certificate", oid, null);
    } else if (client.isSecure()) {
      reply(id, ResultCode.OPERATIONS_ERROR, "TLS is already in place", oid, null);
    } else {
      reply(id, ResultCode.SUCCESS, "", oid, null);
      out.flush();
      secure(tls);
    }
  }

  private void secure(SSLContext tls) throws IOException {
    deadline.in(dispatcher.limits().idleAnonymous());
    SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(raw, null, true);
    secured.startHandshake();
    socket = secured;
    in = secured.getInputStream();
    out = new BufferedOutputStream(secured.getOutputStream());
    client.secured();
  }

  private void disconnect(ResultCode code, String why) {
    try {
      deadline.in(ONE_MESSAGE);
      reply(0, code, why, NOTICE_OF_DISCONNECTION, null);
      out.flush();
      socket.close();
    } catch (IOException alreadyGone) {
      LOG.log(System.Logger.Level.TRACE, "nobody heard the notice", alreadyGone);
    }
  }

  private int refusal() {
    return client.mayTalk()
        ? Reply.READ_ONLY.code().intValue()
        : ResultCode.CONFIDENTIALITY_REQUIRED.intValue();
  }

  private String readOnly() {
    return client.mayTalk() ? Reply.READ_ONLY.diagnostic() : "use StartTLS or LDAPS";
  }

  private void reply(
      int id,
      ResultCode code,
      String diagnostic,
      @Nullable String oid,
      @Nullable ASN1OctetString value)
      throws IOException {
    send(
        id,
        new ExtendedResponseProtocolOp(code.intValue(), null, diagnostic, null, oid, value),
        List.of());
  }

  private void send(int id, ProtocolOp response, List<Control> controls) throws IOException {
    ASN1Buffer buffer = new ASN1Buffer();
    new LDAPMessage(id, response, controls).writeTo(buffer);
    buffer.writeTo(out);
  }
}
