INSERT INTO cfg.guilds (id, name, owner) VALUES (1, 'home', 7), (2, 'away', 7), (3, NULL, NULL);
INSERT INTO cfg.tickets (id, guild, topic) VALUES (1, 1, 'help'), (2, 1, 'help'), (3, NULL, NULL);
