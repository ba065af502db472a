"use client";

import { Button, LinkButton } from "@/components/ui/button";
import { ErrorReport } from "@/components/ui/error-report";

interface Props {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: Props) {
  return (
    <ErrorReport
      title="系統發生未預期的錯誤"
      id={error.digest}
      actions={
        <>
          <Button type="button" onClick={() => retry()}>
            再試一次
          </Button>
          <LinkButton href="/today">回今日工作</LinkButton>
        </>
      }
    >
      您的資料沒有變更。若再次發生，請將錯誤代碼告知系統管理者。
    </ErrorReport>
  );
}
