import Link from "next/link";
import content from "../content.json";

export default function Home() {
    return (
        <ul className="list">
            {content.articles.map((article) => (
                <li key={article.slug}>
                    {article.picture && <img src={article.picture} alt="" width="320" height="180" loading="lazy" />}
                    <h2>
                        <Link href={`/bai/${article.slug}/`}>{article.title}</Link>
                    </h2>
                    <time dateTime={article.published}>{article.date}</time>
                    <p>{article.summary}</p>
                </li>
            ))}
        </ul>
    );
}
