-- The figures of the Summary and the overview counted from raw rows, one good query a
-- figure, as somebody would who has the file and the sqlite3 command alone. Activities
-- that a reported total stands for are left out of all of them.
CREATE TEMP VIEW counted AS SELECT a.* FROM activity a WHERE a.deleted = 0 AND a.status = 'held' AND NOT EXISTS (
  SELECT 1 FROM reported r WHERE r.deleted = 0 AND r.adds = 0 AND r.type = a.type AND a.first_day BETWEEN r.from_day AND r.to_day);
CREATE TEMP VIEW attended AS SELECT g.*, a.type, a.first_day FROM counted a JOIN registration g ON g.activity = a.id AND g.deleted = 0
  JOIN role o ON o.id = g.role AND o.counted WHERE EXISTS (SELECT 1 FROM session s JOIN mark m ON m.session = s.id AND m.registration = g.id AND m.deleted = 0
    AND m.value IN ('P', 'L') WHERE s.activity = a.id AND s.deleted = 0);
CREATE TEMP VIEW heads AS SELECT h.*, a.type, a.first_day FROM counted a JOIN headcount h ON h.activity = a.id AND h.deleted = 0
  WHERE NOT EXISTS (SELECT 1 FROM registration g WHERE g.activity = a.id AND g.deleted = 0);
.timer on
SELECT type, count(*) FROM counted GROUP BY type;
SELECT type, sum(n) FROM (SELECT type, count(*) AS n FROM attended GROUP BY type UNION ALL SELECT type, sum(number) FROM heads GROUP BY type) GROUP BY type;
SELECT type, count(DISTINCT country) FROM (SELECT type, country FROM attended UNION SELECT type, country FROM heads WHERE number > 0) WHERE country <> '' GROUP BY type;
SELECT count(DISTINCT country) FROM (SELECT country FROM attended UNION SELECT country FROM heads WHERE number > 0) WHERE country <> '';
SELECT type, count(DISTINCT person) FROM attended GROUP BY type;
SELECT count(DISTINCT person) FROM attended;
SELECT g.type, sum(p.sex = 'female'), sum(p.sex <> '') FROM attended g JOIN person p ON p.id = g.person GROUP BY g.type;
SELECT a.type, count(DISTINCT g.id || s.day) FROM counted a JOIN registration g ON g.activity = a.id AND g.deleted = 0 JOIN role o ON o.id = g.role AND o.counted
  JOIN session s ON s.activity = a.id AND s.deleted = 0 JOIN mark m ON m.session = s.id AND m.registration = g.id AND m.deleted = 0 AND m.value IN ('P', 'L') GROUP BY a.type;
SELECT substr(first_day, 1, 4), type, count(*) FROM counted GROUP BY 1, 2;
SELECT substr(first_day, 1, 4), type, count(*) FROM attended GROUP BY 1, 2;
SELECT country, count(*) FROM attended GROUP BY 1 ORDER BY 2 DESC;
SELECT s.grp, count(*) FROM attended g JOIN country_status s ON s.country = g.country AND s.deleted = 0 AND s.effective
  AND (s.from_day = '' OR s.from_day <= g.first_day) AND (s.to_day = '' OR g.first_day < s.to_day) GROUP BY 1;
SELECT substr(a.first_day, 1, 4), t.theme, count(*) FROM counted a JOIN activity_theme t ON t.activity = a.id AND t.deleted = 0 GROUP BY 1, 2;
