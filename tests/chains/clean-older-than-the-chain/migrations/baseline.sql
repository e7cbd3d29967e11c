CREATE SCHEMA cfg;
CREATE TYPE cfg.guild_kind AS ENUM ('community');
CREATE TABLE cfg.guilds (id bigint PRIMARY KEY, kind cfg.guild_kind NOT NULL);
