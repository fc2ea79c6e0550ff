using System.Globalization;

namespace Dispatch.Silo.Journal;

/// <summary>One numbered SQL file of a database.</summary>
public sealed record Migration(int Number, string Name, string Sql);

/// <summary>The numbered SQL files embedded in this assembly: forward only, one set per database.</summary>
public static class Migrations
{
    /// <summary>The files of a database (<c>Sqlite</c> or <c>Postgres</c>), by number.</summary>
    public static IReadOnlyList<Migration> Of(string database)
    {
        var assembly = typeof(Migrations).Assembly;
        var folder = $".{database}.Migrations.";
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(folder, StringComparison.Ordinal))
            .Select(resource => Read(resource, resource[(resource.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..]))
            .OrderBy(migration => migration.Number)];

        Migration Read(string resource, string file)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return new(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file, reader.ReadToEnd());
        }
    }

    /// <summary>The files still to apply.</summary>
    /// <exception cref="NotSupportedException">The database was migrated by a newer Dispatch.</exception>
    public static IEnumerable<Migration> After(string database, int applied)
    {
        var all = Of(database);
        return applied <= all[^1].Number
            ? all.Where(migration => migration.Number > applied)
            : throw new NotSupportedException(
                $"The database is at migration {applied}, this program knows {all[^1].Number}: start the newer program.");
    }
}
