package vn.antin.ldap.gateway;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.gateway.Lookup.Row;
import vn.antin.ldap.gateway.SearchPlan.Source;

/** Search (RFC 4511 §4.5). */
final class SearchHandler {
  private static final Set<SearchScope> SCOPES =
      Set.of(SearchScope.BASE, SearchScope.ONE, SearchScope.SUB, SearchScope.SUBORDINATE_SUBTREE);

  private final Tree tree;
  private final Entries entries;
  private final ServerEntries server;
  private final Lookup lookup;
  private final Limits limits;

  SearchHandler(Tree tree, Entries entries, ServerEntries server, Lookup lookup, Limits limits) {
    this.tree = tree;
    this.entries = entries;
    this.server = server;
    this.lookup = lookup;
    this.limits = limits;
  }

  /** Where entries go as they are found. */
  interface Output {
    void entry(Entry entry) throws IOException;
  }

  /** The end of a search and the controls that go with it. */
  record Done(Reply reply, List<Control> controls) {
    static Done of(Reply reply) {
      return new Done(reply, List.of());
    }
  }

  Done search(SearchRequestProtocolOp request, List<Control> controls, Client client, Output output)
      throws IOException {
    try {
      DN base = new DN(request.getBaseDN());
      Place place = tree.place(base);
      if (FilterCompiler.isTooComplex(request.getFilter())) {
        return Done.of(
            Reply.of(ResultCode.ADMIN_LIMIT_EXCEEDED, "the filter has too many parts or levels"));
      }
      if (place instanceof Place.RootDse && request.getScope().equals(SearchScope.BASE)) {
        sendIfMatching(server.rootDse(client), request.getFilter(), output);
        return Done.of(Reply.SUCCESS);
      }
      BindOutcome.Accepted reader = client.account();
      if (!client.mayTalk()) {
        return Done.of(Reply.of(ResultCode.CONFIDENTIALITY_REQUIRED, "use StartTLS or LDAPS"));
      }
      if (reader == null) {
        return Done.of(Reply.BIND_FIRST);
      }
      RequestControls understood = RequestControls.of(controls, true);
      if (understood.unsupported() != null) {
        return Done.of(
            Reply.of(
                ResultCode.UNAVAILABLE_CRITICAL_EXTENSION,
                "control not supported: " + understood.unsupported()));
      }
      if (!SCOPES.contains(request.getScope())) {
        return Done.of(Reply.of(ResultCode.PROTOCOL_ERROR, "unknown search scope"));
      }
      if (place instanceof Place.Nowhere || place instanceof Place.RootDse) {
        return Done.of(missing(base));
      }
      SearchPlan plan = SearchPlan.of(place, request.getScope(), entries, server.subschema());
      return new Run(request, understood, reader, output, plan, base).go();
    } catch (LDAPException malformed) {
      return Done.of(Reply.malformed(malformed));
    }
  }

  private Reply missing(DN base) {
    return new Reply(ResultCode.NO_SUCH_OBJECT, "no such entry", tree.nearest(base));
  }

  private static boolean sendIfMatching(Entry entry, Filter filter, Output output)
      throws IOException {
    boolean matches = FilterCompiler.matches(filter, entry);
    if (matches) {
      output.entry(entry);
    }
    return matches;
  }

  /** One search under way. */
  private final class Run {
    private final SearchRequestProtocolOp request;
    private final RequestControls controls;
    private final BindOutcome.Accepted reader;
    private final Output output;
    private final SearchPlan plan;
    private final DN base;
    private final Duration timeLimit;
    private int left;

    Run(
        SearchRequestProtocolOp request,
        RequestControls controls,
        BindOutcome.Accepted reader,
        Output output,
        SearchPlan plan,
        DN base) {
      this.request = request;
      this.controls = controls;
      this.reader = reader;
      this.output = output;
      this.plan = plan;
      this.base = base;
      int asked = request.getTimeLimit();
      Duration most = limits.searchTime();
      this.timeLimit = asked > 0 && asked < most.toSeconds() ? Duration.ofSeconds(asked) : most;
      this.left = smallest(limits.searchSize(), request.getSizeLimit(), controls.pageSize());
    }

    Done go() throws IOException {
      Integer pageSize = controls.pageSize();
      if (pageSize != null && pageSize == 0) {
        return done(Reply.SUCCESS, new byte[0]);
      }
      if (controls.cursor().kind() == null) {
        for (Entry entry : plan.fixed()) {
          if (left <= 0 && pageSize == null) {
            return done(sizeLimitExceeded(), new byte[0]);
          }
          // The three containers may overfill a tiny page: they have no place in the cookie.
          left -= sendIfMatching(entry, request.getFilter(), output) ? 1 : 0;
        }
      }
      for (Source source : plan.sources()) {
        EntryKind from = controls.cursor().kind();
        if (from != null && source.kind().compareTo(from) < 0) {
          continue;
        }
        Done end = send(source);
        if (end != null) {
          return end;
        }
      }
      return done(Reply.SUCCESS, new byte[0]);
    }

    /** Sends what fits; null when the source is exhausted and the next one may follow. */
    private @Nullable Done send(Source source) throws IOException {
      Cursor cursor = source.kind() == controls.cursor().kind() ? controls.cursor() : Cursor.START;
      int room = Math.max(0, left);
      Condition condition =
          Condition.all(
              List.of(
                  source.restriction(),
                  FilterCompiler.compile(request.getFilter(), source.kind())));
      switch (fetch(source, condition, cursor, room + 1)) {
        case SearchOutcome.TimedOut<Row>() -> {
          return done(Reply.of(ResultCode.TIME_LIMIT_EXCEEDED, ""), new byte[0]);
        }
        case SearchOutcome.ReaderGone<Row>() -> {
          return done(
              Reply.of(
                  ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "the bound account may not read any more"),
              new byte[0]);
        }
        case SearchOutcome.Found<Row>(List<Row> rows) -> {
          if (rows.isEmpty() && plan.mustExist() && isMissing(source)) {
            return done(missing(base), new byte[0]);
          }
          String last = cursor.after();
          for (Row row : rows.subList(0, Math.min(room, rows.size()))) {
            output.entry(row.entry());
            last = row.key();
            left--;
          }
          if (rows.size() <= room) {
            return null;
          }
          return controls.pageSize() == null
              ? done(sizeLimitExceeded(), new byte[0])
              : done(Reply.SUCCESS, new Cursor(source.kind(), last).toCookie());
        }
      }
    }

    private boolean isMissing(Source source) {
      return fetch(source, source.restriction(), Cursor.START, 1)
              instanceof SearchOutcome.Found<Row>(List<Row> rows)
          && rows.isEmpty();
    }

    private SearchOutcome<Row> fetch(Source source, Condition condition, Cursor cursor, int limit) {
      if (condition.equals(Condition.NEVER)) {
        return new SearchOutcome.Found<>(List.of());
      }
      return lookup.rows(source.kind(), condition, cursor, limit, timeLimit, reader);
    }

    private Reply sizeLimitExceeded() {
      return Reply.of(ResultCode.SIZE_LIMIT_EXCEEDED, "ask for pages or narrow the filter");
    }

    private Done done(Reply reply, byte[] cookie) {
      return controls.pageSize() == null
          ? Done.of(reply)
          : new Done(reply, List.of(new SimplePagedResultsControl(0, new ASN1OctetString(cookie))));
    }
  }

  private static int smallest(int ours, int askedSize, @Nullable Integer page) {
    int size = askedSize > 0 ? Math.min(ours, askedSize) : ours;
    return page == null ? size : Math.min(size, page);
  }
}
