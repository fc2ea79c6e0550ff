using System.Data.Common;
using System.Globalization;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Search;
using Dispatch.Tickets;

namespace Dispatch.Bench.Stored;

/// <summary>Copies stored tickets that are over within the database: real rows in, rows of the same form out, each copy some hours later.</summary>
/// <remarks>
/// Ids keep their noise behind a later time, numbers count on, references and customers are others; sizes and texts stay.
/// What only a reader would notice stays as well: instants within bodies, and ids of texts that bodies and rows refer to.
/// </remarks>
/// <param name="data">Path of an SQLite file, or a PostgreSQL connection string.</param>
/// <param name="tickets">Tickets in the base: all that the database holds.</param>
/// <param name="heirs">Customers: those of the base come first, those of each copy follow.</param>
/// <param name="baseCustomers">How many customers the base has.</param>
internal sealed class Multiplication(string data, int tickets, StoredCustomers heirs, int baseCustomers) : IDisposable
{
    /// <summary>Characters of an id that tell hours; the five of milliseconds and the five of noise stay.</summary>
    private const int Hours = 3;
    private const int UnitsPerCopy = 2;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Time between two copies: so much lies behind two units of an id's first three characters.</summary>
    public static readonly TimeSpan Shift = TimeSpan.FromMilliseconds(UnitsPerCopy * (1L << 25));

    private readonly bool postgres = DataOf.IsPostgres(data);
    private readonly DbConnection connection = DataOf.Open(data);
    private long head;
    private long events;

    /// <summary>Makes copies.</summary>
    /// <param name="progress">Called with the number of each copy made.</param>
    public void Run(int copies, IReadOnlyDictionary<string, string> tokens, Action<int> progress)
    {
        Prepare(tokens);
        for (var copy = 1; copy <= copies; copy++)
        {
            Execute("begin");
            Name(copy);
            Copy(copy);
            Execute("commit");
            progress(copy);
        }
        Execute($"update number_series set next = next + {tickets * (copies + 1L)} where name = 'ticket'");
        Execute($"update feed_position set seq = {head} where reader in ('search', 'outcomes')");
        Execute(postgres ? "vacuum analyze" : "analyze");
    }

    public void Dispose() => connection.Dispose();

    private void Prepare(IReadOnlyDictionary<string, string> tokens)
    {
        if (postgres)
            Execute("set synchronous_commit = off; set work_mem = '256MB'; set temp_buffers = '256MB'");
        else
            Execute("pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory; pragma cache_size = -500000");
        Execute("""
            create temp table base as select id, number, customer from ticket_row;
            create temp table base_event as
                select row_number() over (order by seq) as n, entity_id, version, kind, at, org, actor, correlation, body from event
                where entity_id in (select 'ticket/' || id from base) order by seq;
            create temp table base_content as select id, subject, kind, body from content where subject in (select customer from base);
            create temp table base_key as select scope, entity_id from idempotency_key where expires_at is null;
            create temp table tokens (id text not null primary key, tokens text not null);
            create temp table hours (old text not null primary key, new text not null);
            create temp table heir (old text not null primary key, new text not null);
            create temp table name (
                entity text not null primary key, new text not null, id text, new_id text, number text, new_number text,
                customer text, new_customer text, n bigint);
            """);
        Fill("tokens", tokens.Select(each => (each.Key, each.Value)));
        head = postgres ? Number("select seq from journal_head") : Number("select max(seq) from event");
        events = Number("select count(*) from base_event");
    }

    private void Name(int copy)
    {
        Execute("delete from hours; delete from heir; delete from name");
        Fill("hours", Texts($"select distinct substr(id, 1, {Hours}) from (select id from base union all select id from base_content) as ids").Select(hours => (hours, Later(hours, copy))));
        Fill("heir", Enumerable.Range(0, baseCustomers).Select(n => (heirs.IdOf(n), heirs.IdOf(n + (copy * baseCustomers)))));
        Execute($"""
            insert into name
            select 'ticket/' || b.id, 'ticket/' || h.new || substr(b.id, {Hours + 1}), b.id, h.new || substr(b.id, {Hours + 1}),
                b.number, 'D-' || (cast(substr(b.number, 3) as bigint) + {(long)copy * tickets}), b.customer, c.new,
                cast(substr(b.number, 3) as bigint) - 1000000 + {(long)copy * tickets}
            from base b join hours h on h.old = substr(b.id, 1, {Hours}) join heir c on c.old = b.customer
            """);
    }

    private void Copy(int copy)
    {
        var shift = copy * (long)Shift.TotalMilliseconds;
        const string renamed = "replace(replace(replace({0}, n.id, n.new_id), n.number, n.new_number), n.customer, n.new_customer)";
        var (body, state) = (string.Format(CultureInfo.InvariantCulture, renamed, "e.body"), string.Format(CultureInfo.InvariantCulture, renamed, "e.state"));
        if (postgres)
            Execute($"update journal_head set partitioned_to = journal_add_partition(partitioned_to) where partitioned_to <= {head + events + 1}");
        Execute($"""
            insert into entity (id, kind, org, version, shape, wake_at, state)
            select n.new, e.kind, e.org, e.version, e.shape, null, {state} from name n join entity e on e.id = n.entity order by n.new_number, n.new;
            insert into event (seq, entity_id, version, kind, at, org, actor, correlation, body)
            select {head} + e.n, n.new, e.version, e.kind, e.at + {shift}, e.org, e.actor, e.correlation, {body}
            from base_event e join name n on n.entity = e.entity_id order by e.n;
            insert into content (id, subject, kind, body)
            select h.new || substr(c.id, {Hours + 1}), s.new, c.kind, c.body
            from base_content c join hours h on h.old = substr(c.id, 1, {Hours}) join heir s on s.old = c.subject order by 1;
            insert into idempotency_key (scope, key, entity_id, body_hash)
            select k.scope, {Padded("T", "n.n * 387420489 % 1000000000", 9)}, n.new, {Hash} from base_key k join name n on n.entity = k.entity_id;
            {Rows(shift)}
            {Search}
            """);
        head += events;
        if (postgres)
            Execute($"update journal_head set seq = {head}");
    }

    private string Rows(long shift)
    {
        var values = TicketColumns.Names.Select(column => column switch
        {
            "id" => "n.new_id",
            "number" => "n.new_number",
            "customer" => "n.new_customer",
            "external_ref" => Padded("T", "n.n * 387420489 % 1000000000", 9),
            "order_number" => Padded("SO-", "n.n * 7919 % 1000000", 6),
            "created_at" or "updated_at" or "due_at" or "resolved_at" or "closed_at" or "responded_at" => $"r.{column} + {shift}",
            _ => $"r.{column}",
        });
        return $"insert into ticket_row ({string.Join(", ", TicketColumns.Names)}) select {string.Join(", ", values)} from name n join ticket_row r on r.id = n.id order by n.n;";
    }

    private string Search
    {
        get
        {
            var tokens = $"{Padded("d ", "n.n + 1000000", 7)} || {Padded(" so ", "n.n * 7919 % 1000000", 6)} || {Padded(" t", "n.n * 387420489 % 1000000000", 9)} || ' ' || t.tokens";
            return postgres
                ? $"insert into search (ticket, fingerprint, tokens) select n.new_id, substr({Hash}, 1, 16), array_to_tsvector(string_to_array({tokens}, ' ')) from name n join tokens t on t.id = n.id order by n.n"
                : $"""
                    insert into search (rowid, tokens) select r.row, {tokens} from name n join tokens t on t.id = n.id join ticket_row r on r.id = n.new_id order by r.row;
                    insert into search_doc (row, fingerprint) select r.row, substr({Hash}, 1, 16) from name n join ticket_row r on r.id = n.new_id order by r.row
                    """;
        }
    }

    private string Hash => postgres ? "md5(random()::text) || md5(random()::text)" : "lower(hex(randomblob(32)))";

    private string Padded(string prefix, string number, int digits) => postgres
        ? $"'{prefix}' || lpad(({number})::text, {digits}, '0')"
        : $"printf('{prefix}%0{digits}d', {number})";

    private static string Later(string hours, int copy)
    {
        var value = hours.Aggregate(0, (sum, letter) => (sum * Alphabet.Length) + Alphabet.IndexOf(letter, StringComparison.Ordinal)) + (copy * UnitsPerCopy);
        return string.Create(Hours, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest /= Alphabet.Length)
                text[i] = Alphabet[rest % Alphabet.Length];
        });
    }

    private void Fill(string table, IEnumerable<(string Old, string New)> pairs)
    {
        foreach (var part in pairs.Chunk(500))
            Execute($"insert into {table} values {string.Join(", ", part.Select(pair => $"('{pair.Old}', '{pair.New}')"))}");
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private List<string> Texts(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
