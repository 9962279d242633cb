package vn.antin.ldap.gateway;

/** Everything a search can ask about; the application maps each to a column. */
public enum Field {
  USERNAME,
  FULL_NAME,
  FAMILY_NAME,
  /** Middle and given name, separated by one space. */
  GIVEN_NAMES,
  MAIL,
  TELEPHONE,
  TITLE,
  UNIT_CODE,
  UNIT_NAME
}
