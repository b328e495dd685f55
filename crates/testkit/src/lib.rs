//! Starts the service for tests, on SQLite or a throw-away PostgreSQL
