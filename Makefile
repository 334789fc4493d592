# The few commands of this repository. Each finds an installed JDK 25 by itself.
.DEFAULT_GOAL := help
MVN := scripts/with-jdk25 ./mvnw -B -ntp
# docs/adr/0014-serial-collector.md
JAVA_OPTIONS ?= -XX:+UseSerialGC -Xmx512m

.PHONY: help run test package format openapi bench

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: package ## start Dupabase with its embedded PostgreSQL on http://localhost:3000
	@scripts/with-jdk25 java $(JAVA_OPTIONS) -jar app/target/dupabase.jar

test: ## run all tests; brings Chromium and PostGIS by itself when root
	@scripts/test-tools
	@$(MVN) verify

package: ## build app/target/dupabase.jar
	@$(MVN) -q -DskipTests package

openapi: ## write frontend/openapi/platform.json as the server describes its API, and the dashboard's types from it
	@$(MVN) -q -pl app -am test -Dtest='PlatformDocumentTest#the_copy*' -Dsurefire.failIfNoSpecifiedTests=false \
		-Ddashboard.skip=true -Ddashboard.check.skip=true -Dspotless.check.skip=true -Ddupabase.openapi=write
	@cd frontend && npm run --silent api:generate

bench: package ## measure REST point reads beside pgbench
	@scripts/with-jdk25 bench/rest.py

format: ## format the code
	@$(MVN) -q spotless:apply
