package vn.antin.auth.directory;

import java.net.InetAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Username;
import vn.antin.auth.web.ClientAddress;
import vn.antin.ldap.entry.Password;
import vn.antin.ldap.entry.Person;
import vn.antin.ldap.entry.Unit;
import vn.antin.ldap.gateway.AccountsPort;
import vn.antin.ldap.gateway.BindOutcome;
import vn.antin.ldap.gateway.PageRequest;
import vn.antin.ldap.gateway.SearchOutcome;

/** What the gateway needs of this application. */
@Component
final class DirectoryAccounts implements AccountsPort {
  /** PostgreSQL's query_canceled: the statement took longer than it may. */
  private static final String QUERY_CANCELED = "57014";

  private final GatewayLogins logins;
  private final DirectoryRows rows;
  private final TransactionTemplate reading;

  DirectoryAccounts(
      GatewayLogins logins, DirectoryRows rows, PlatformTransactionManager transactions) {
    this.logins = logins;
    this.rows = rows;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  @Override
  public BindOutcome authenticate(String username, Password password, InetAddress remote) {
    return logins.bind(
        new Username(username),
        new vn.antin.auth.account.Password(password.reveal()),
        new ClientAddress(remote.getHostAddress()));
  }

  @Override
  public SearchOutcome<Person> people(UUID reader, PageRequest page) {
    return read(reader, page, rows::people);
  }

  @Override
  public SearchOutcome<Unit> units(UUID reader, PageRequest page) {
    return read(reader, page, rows::units);
  }

  private <T> SearchOutcome<T> read(
      UUID reader, PageRequest page, Function<PageRequest, List<T>> query) {
    try {
      SearchOutcome<T> outcome =
          reading.execute(status -> {
            if (!rows.isActive(reader)) {
              return new SearchOutcome.ReaderGone<T>();
            }
            rows.limitTime(page);
            return new SearchOutcome.Found<>(query.apply(page));
          });
      return outcome;
    } catch (DataAccessException failed) {
      if (failed.getRootCause() instanceof SQLException sql
          && QUERY_CANCELED.equals(sql.getSQLState())) {
        return new SearchOutcome.TimedOut<>();
      }
      throw failed;
    }
  }
}
