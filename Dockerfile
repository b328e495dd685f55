# syntax=docker/dockerfile:1

FROM rust:1.95-trixie AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked -p viche-server && cp target/release/viche /viche

FROM debian:trixie-slim
# ca-certificates: SMTP over TLS. postgresql-client: `viche backup` and `viche restore` (17 reads servers up to 17).
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --no-create-home --shell /usr/sbin/nologin viche \
    && install -d -o viche -g viche -m 0700 /keys
COPY --from=build /viche /usr/local/bin/viche
COPY deploy/healthcheck /usr/local/bin/healthcheck
USER 10001
ENV VICHE_HTTP__BIND=0.0.0.0:8080 \
    VICHE_HTTP__METRICS_BIND=0.0.0.0:9090 \
    VICHE_KEYS__DIR=/keys
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["healthcheck"]
ENTRYPOINT ["viche"]
CMD ["serve"]
