INSERT INTO cfg.tickets (id, code, topic) VALUES (1, 7, 'help'), (2, 8, 'help'), (3, NULL, NULL);
