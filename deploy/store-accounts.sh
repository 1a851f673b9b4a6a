# Makes the hub's two accounts of its own database: the owner, who changes tables and gives rights, and the daily account,
# which has none before the service `upgrade` gives it some. The image's entry point reads this once, while the volume is
# new; by hand it is right at any time, with an `upgrade` after it (docs/guides/deploy.md).
MYSQL_PWD="$(cat /run/secrets/store-root.password)" mariadb --user=root <<SQL
CREATE USER IF NOT EXISTS 'plumbline_owner'@'%' IDENTIFIED BY '$(cat /run/secrets/store-owner.password)';
GRANT ALL PRIVILEGES ON plumbline.* TO 'plumbline_owner'@'%' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS 'plumbline'@'%' IDENTIFIED BY '$(cat /run/secrets/store.password)';
REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'plumbline'@'%';
SQL
