package vn.antin.ldap.gateway;

import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;

/** Compare (RFC 4511 §4.10), which web servers use to test one attribute of one entry. */
final class CompareHandler {
  private final Tree tree;
  private final Entries entries;
  private final ServerEntries server;
  private final Lookup lookup;
  private final Limits limits;

  CompareHandler(Tree tree, Entries entries, ServerEntries server, Lookup lookup, Limits limits) {
    this.tree = tree;
    this.entries = entries;
    this.server = server;
    this.lookup = lookup;
    this.limits = limits;
  }

  Reply compare(CompareRequestProtocolOp request, List<Control> controls, Client client) {
    BindOutcome.Accepted reader = client.account();
    if (reader == null) {
      return Reply.BIND_FIRST;
    }
    if (AttributeName.of(request.getAttributeName()) == null) {
      return Reply.of(ResultCode.UNDEFINED_ATTRIBUTE_TYPE, "this directory has no such attribute");
    }
    try {
      DN dn = new DN(request.getDN());
      String unsupported = RequestControls.of(controls, false).unsupported();
      if (unsupported != null) {
        return Reply.of(
            ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "control not supported: " + unsupported);
      }
      SearchPlan plan =
          SearchPlan.of(tree.place(dn), SearchScope.BASE, entries, server.subschema());
      Filter filter =
          Filter.createEqualityFilter(
              request.getAttributeName(), request.getAssertionValue().getValue());
      if (!plan.fixed().isEmpty()) {
        return answer(FilterCompiler.matches(filter, plan.fixed().getFirst()));
      }
      return plan.sources().isEmpty()
          ? missing(dn)
          : compare(plan.sources().getFirst(), filter, dn, reader);
    } catch (LDAPException malformed) {
      return Reply.malformed(malformed);
    }
  }

  private Reply compare(
      SearchPlan.Source source, Filter filter, DN dn, BindOutcome.Accepted reader) {
    Condition holds =
        Condition.all(List.of(source.restriction(), FilterCompiler.compile(filter, source.kind())));
    if (!holds.equals(Condition.NEVER) && exists(source.kind(), holds, reader)) {
      return answer(true);
    }
    return exists(source.kind(), source.restriction(), reader) ? answer(false) : missing(dn);
  }

  private boolean exists(EntryKind kind, Condition condition, BindOutcome.Accepted reader) {
    return lookup.rows(kind, condition, Cursor.START, 1, limits.searchTime(), reader)
            instanceof SearchOutcome.Found<Lookup.Row>(List<Lookup.Row> rows)
        && !rows.isEmpty();
  }

  private Reply missing(DN dn) {
    return new Reply(ResultCode.NO_SUCH_OBJECT, "no such entry", tree.nearest(dn));
  }

  private static Reply answer(boolean holds) {
    return Reply.of(holds ? ResultCode.COMPARE_TRUE : ResultCode.COMPARE_FALSE, "");
  }
}
