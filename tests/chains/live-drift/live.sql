--
-- PostgreSQL database dump
--

\restrict 8iUedtPwPX8rc8fVc3BL8tZdmsVzUjQQS3aoLkJE04U9iPn7TaRtbg49VttQkp3

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: cfg; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA cfg;


ALTER SCHEMA cfg OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: cfg; Owner: postgres
--

CREATE TABLE cfg.alembic_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE cfg.alembic_version OWNER TO postgres;

--
-- Name: guilds; Type: TABLE; Schema: cfg; Owner: postgres
--

CREATE TABLE cfg.guilds (
    id bigint NOT NULL,
    name text NOT NULL
);


ALTER TABLE cfg.guilds OWNER TO postgres;

--
-- Name: guilds_id_seq; Type: SEQUENCE; Schema: cfg; Owner: postgres
--

CREATE SEQUENCE cfg.guilds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE cfg.guilds_id_seq OWNER TO postgres;

--
-- Name: guilds_id_seq; Type: SEQUENCE OWNED BY; Schema: cfg; Owner: postgres
--

ALTER SEQUENCE cfg.guilds_id_seq OWNED BY cfg.guilds.id;


--
-- Name: tickets; Type: TABLE; Schema: cfg; Owner: postgres
--

CREATE TABLE cfg.tickets (
    id bigint NOT NULL,
    guild_id bigint NOT NULL,
    subject text,
    topic text
);


ALTER TABLE cfg.tickets OWNER TO postgres;

--
-- Name: tickets_id_seq; Type: SEQUENCE; Schema: cfg; Owner: postgres
--

CREATE SEQUENCE cfg.tickets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE cfg.tickets_id_seq OWNER TO postgres;

--
-- Name: tickets_id_seq; Type: SEQUENCE OWNED BY; Schema: cfg; Owner: postgres
--

ALTER SEQUENCE cfg.tickets_id_seq OWNED BY cfg.tickets.id;


--
-- Name: guilds id; Type: DEFAULT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.guilds ALTER COLUMN id SET DEFAULT nextval('cfg.guilds_id_seq'::regclass);


--
-- Name: tickets id; Type: DEFAULT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.tickets ALTER COLUMN id SET DEFAULT nextval('cfg.tickets_id_seq'::regclass);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: guilds guilds_pkey; Type: CONSTRAINT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.guilds
    ADD CONSTRAINT guilds_pkey PRIMARY KEY (id);


--
-- Name: tickets tickets_pkey; Type: CONSTRAINT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (id);


--
-- Name: ix_tickets_guild_id; Type: INDEX; Schema: cfg; Owner: postgres
--

CREATE INDEX ix_tickets_guild_id ON cfg.tickets USING btree (guild_id);


--
-- Name: tickets tickets_guild_id_fkey; Type: FK CONSTRAINT; Schema: cfg; Owner: postgres
--

ALTER TABLE ONLY cfg.tickets
    ADD CONSTRAINT tickets_guild_id_fkey FOREIGN KEY (guild_id) REFERENCES cfg.guilds(id);


--
-- PostgreSQL database dump complete
--

\unrestrict 8iUedtPwPX8rc8fVc3BL8tZdmsVzUjQQS3aoLkJE04U9iPn7TaRtbg49VttQkp3

