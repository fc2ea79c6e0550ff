using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Silo.Journal;

[OnPostgres]
public sealed class PostgresJournalTests() : JournalContract(new JournalOptions(PostgresServer.Shared.CreateDatabase()));
