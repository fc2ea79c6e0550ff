namespace Dispatch.Tests.Shared;

/// <summary>A test that needs PostgreSQL: skipped visibly where it is missing, but never under <c>CI=true</c>, where it then fails.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test is skipped.</summary>
    public PostgresFactAttribute() => Skip = Needs.Postgres;
}

/// <summary>A theory that needs PostgreSQL; see <see cref="PostgresFactAttribute"/>.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the theory is skipped.</summary>
    public PostgresTheoryAttribute() => Skip = Needs.Postgres;
}

/// <summary>Parts that tests need and a laptop may lack.</summary>
public static class Needs
{
    /// <summary>Why tests that need PostgreSQL are skipped; null runs them.</summary>
    public static string? Postgres { get; } =
        PostgresServer.IsInstalled || Environment.GetEnvironmentVariable("CI") == "true" ? null : "PostgreSQL is not installed.";
}
